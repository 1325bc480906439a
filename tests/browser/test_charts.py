"""Printed charts come alive as the reader comes near, keep their place, and are silent."""

import pytest

from .window import LIVE, STUDY

pytestmark = pytest.mark.browser

WATCH_SHIFTS = """() => document.fonts.ready.then(() => {
  window.moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.moved += entry.value;
  })).observe({type: 'layout-shift'});
})"""
"""Counts how far the page moves under the reader from now on, its fonts being there."""


class TestCharts:
    def test_charts_become_live_one_by_one_as_the_reader_comes_near(self, visit, base):
        window = visit(base, viewport={"width": 1440, "height": 700})
        page = window.go(STUDY)
        page.wait_for_timeout(1500)
        first = page.evaluate("window.btViews()")
        visible = page.evaluate("[...document.querySelectorAll('.bt-chart')].filter(chart => chart.offsetWidth).length")
        assert first < visible
        window.scroll()
        assert page.evaluate("window.btViews()") == page.evaluate(LIVE)
        assert (
            page.evaluate(LIVE)
            >= visible - page.evaluate("document.querySelectorAll('details:not([open]) .bt-chart').length")
            > first
        )
        assert page.locator('.bt-chart[data-live="failed"]').count() == 0
        window.quiet()

    def test_a_live_chart_keeps_the_place_of_the_printed_one_and_is_silent_for_its_figure_describes_it(
        self, visit, folder
    ):
        window = visit(folder)
        window.go(STUDY)
        page = window.settled()
        tops = "[...document.querySelectorAll('.bt-figure')].map(figure => [figure.id, Math.round(figure.getBoundingClientRect().height)])"
        before = dict(page.evaluate(tops))
        page.evaluate(WATCH_SHIFTS)
        window.scroll()
        after = dict(page.evaluate(tops))
        assert page.evaluate("window.moved") <= 0.02
        assert {name: (before[name], after[name]) for name in before if abs(before[name] - after[name]) > 12} == {}
        assert page.locator(".bt-live").count() > 0
        assert page.locator(".bt-live svg:not([aria-hidden=true])").count() == 0
        assert (
            page.locator(
                ".bt-live[role], .bt-live[aria-label], .bt-live > :not([aria-hidden=true])[aria-label]"
            ).count()
            == 0
        )
        # A chart that is read value by value is no picture any more; all others are.
        assert (
            page.locator('.bt-chart:is([role="img"], [role="application"])').count()
            == 2 * page.locator(".bt-figure").count()
        )

    def test_after_ten_instant_navigations_live_views_are_the_charts_on_screen(self, visit, web, built_site):
        window = visit(web[1])
        page = window.go(STUDY)
        window.scroll()
        page.evaluate("window.sameDocument = true")
        for turn in range(10):
            slug = ("alone", "pair")[turn % 2]
            page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
            # By the breadcrumb to the list of studies, by the list to the other study.
            page.evaluate(
                'document.querySelector(\'.bt-crumbs a[href$="studies/index.html"], .bt-crumbs a[href$="../index.html"]:not([href$="../../index.html"])\').click()'
            )
            page.wait_for_function(
                "() => document.querySelector('.bt-figure') === null && document.querySelector('a[href$=\"pair/index.html\"]')"
            )
            assert page.evaluate("window.sameDocument") is True, (
                "the page was loaded anew; instant navigation does not work"
            )
            page.evaluate(f"document.querySelector('.md-content a[href$=\"{slug}/index.html\"]').click()")
            page.wait_for_function(
                f"() => location.pathname.endsWith('/{slug}/index.html') && document.querySelector('.bt-figure')"
            )
            if turn in (4, 9):
                window.scroll()
            views, live = page.evaluate(f"[window.btViews(), {LIVE}]")
            assert views == live
        assert page.evaluate("window.sameDocument") is True
        assert page.evaluate("window.btViews()") > 0
        window.quiet()

    def test_without_javascript_every_chart_is_its_printed_self(self, visit, folder):
        window = visit(folder, java_script_enabled=False)
        page = window.go(STUDY)
        pictures = page.locator(".bt-chart.bt-wide > svg")
        assert pictures.count() == page.locator(".bt-figure").count() > 0
        for i in range(pictures.count()):
            box = pictures.nth(i).bounding_box()
            assert box["width"] > 300
            assert box["height"] > 50
