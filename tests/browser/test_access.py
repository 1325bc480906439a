"""Everyone: without a mouse, with less motion, and before the rules of axe."""

import pytest

from .window import STUDY

pytestmark = pytest.mark.browser

AUDITED = [
    "index.html",
    "studies/index.html",
    "studies/alone/index.html",
    "method/theory/index.html",
    "write/reference/dynamics/index.html",
]
"""One page of each type, and not the longest; `make audit` sees them all."""


class TestForEveryone:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_axe_finds_nothing_on_any_type_of_page(self, visit, folder, axe, scheme):
        window = visit(folder, color_scheme=scheme)
        assert {uri: found for uri in AUDITED if (found := axe(window.go(uri), colours=scheme == "dark"))} == {}

    def test_the_first_tab_leads_past_the_header_to_the_content(self, visit, folder):
        page = visit(folder).go(STUDY)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.md-skip')")
        assert page.evaluate("document.activeElement.getBoundingClientRect().height") > 10
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('article') !== null")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"

    def test_nothing_moves_for_who_asked_for_less_motion(self, visit, folder):
        page = visit(folder, reduced_motion="reduce").go(STUDY)
        moving = page.evaluate(
            "[...document.querySelectorAll('*')].filter(part => [getComputedStyle(part).transitionDuration, getComputedStyle(part).animationDuration].some(text => text.split(',').some(time => parseFloat(time) > .01))).length"
        )
        assert moving == 0
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"


class TestKeyboard:
    def test_tables_and_downloads_are_reached_by_tab_and_opened_by_enter(self, visit, folder):
        window = visit(folder)
        page = window.go(STUDY)
        reached = []
        for _ in range(150):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    "() => { const e = document.activeElement; return e.tagName + ' ' + ((e.getAttribute('href') || '').split('/').pop() || (e.closest('figure') || {}).id || '') }"
                )
            )
            if reached[-1] == "SUMMARY damage" and page.evaluate("document.activeElement.parentElement.open") is False:
                outline = page.evaluate(
                    "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== 'none' }"
                )
                assert outline, "the focus cannot be seen"
                page.keyboard.press("Enter")
                assert page.evaluate("document.activeElement.parentElement.open") is True
            if "A damage.csv" in reached:
                break
        assert "SUMMARY damage" in reached
        assert "A damage.csv" in reached
        assert reached.index("SUMMARY damage") < reached.index("A damage.csv")
