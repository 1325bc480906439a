"""On a phone nothing sticks out, and the narrow charts are shown."""

import pytest

from .window import PAGES, STUDY

pytestmark = pytest.mark.browser


class TestPhone:
    @pytest.mark.parametrize("uri", [*PAGES, "studies/alone/index.html", "write/index.html"])
    def test_no_page_scrolls_sideways_at_390_pixels(self, visit, folder, uri):
        window = visit(folder, viewport={"width": 390, "height": 844})
        page = window.go(uri)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        if page.locator(".bt-figure").count():
            window.scroll()
            assert page.evaluate("document.documentElement.scrollWidth") <= 390

    def test_the_narrow_charts_are_shown_and_the_wide_ones_are_not(self, visit, folder):
        page = visit(folder, viewport={"width": 390, "height": 844}).go(STUDY)
        shown = page.evaluate(
            "[...document.querySelectorAll('.bt-chart')].filter(chart => chart.offsetWidth).map(chart => chart.className)"
        )
        assert shown
        assert all("bt-narrow" in name for name in shown)
