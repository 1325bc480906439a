"""The values of a live chart, one by one, and the switch between two figures."""

import pytest

from .window import STUDY

pytestmark = pytest.mark.browser


class TestValueByValue:
    """A live chart is one stop of the tab key; arrows step through its values, and a tap finds one."""

    CHART = "#damage .bt-wide"

    def said(self, page, chart="#damage .bt-wide"):
        return page.locator(f"{chart} ~ .bt-said").first.text_content()

    def test_arrows_step_through_a_chart_and_escape_leaves_it(self, visit, folder):
        window = visit(folder)
        page = window.go(STUDY)
        page.evaluate("document.querySelector('#damage').scrollIntoView()")
        page.locator(f'{self.CHART}[data-live=""]').wait_for()
        before = page.locator("#damage").bounding_box()["height"]
        page.locator(self.CHART).focus()
        page.keyboard.press("ArrowRight")
        assert self.said(page).startswith("1 of 4: Western first strike, ")
        tooltip, mark = page.locator("#vg-tooltip-element"), page.locator(f"{self.CHART} .bt-here")
        assert tooltip.inner_text().replace("\n", ", ") in self.said(page).replace("\n", ", ")
        assert mark.is_visible()
        assert page.locator(f"{self.CHART} + .bt-hint").is_visible()
        steps = {"End": 4, "ArrowDown": 4, "ArrowLeft": 3, "ArrowUp": 2, "Home": 1, "ArrowLeft ": 1}
        for key, place in steps.items():
            page.keyboard.press(key.strip())
            assert self.said(page).startswith(f"{place} of 4: "), key
        page.keyboard.press("Escape")
        assert (self.said(page), tooltip.is_visible(), mark.is_visible()) == ("", False, False)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Tab")
        assert (self.said(page), tooltip.is_visible(), mark.is_visible()) == ("", False, False)
        assert page.evaluate("document.activeElement.closest('#damage').id") == "damage"
        assert page.locator("#damage").bounding_box()["height"] == pytest.approx(before, abs=1)
        names = page.locator(self.CHART).get_attribute("aria-describedby").split()
        assert all(page.locator(f"#{name}").count() == 1 for name in names)
        window.quiet()

    def test_a_tap_shows_the_nearest_value(self, visit, folder):
        window = visit(folder, viewport={"width": 390, "height": 844}, has_touch=True)
        page = window.go(STUDY)
        narrow = "#damage .bt-narrow"
        page.evaluate(f"document.querySelector('{narrow}').scrollIntoView()")
        page.locator(f'{narrow}[data-live=""]').wait_for()
        bar = page.locator(f"{narrow} .bt-live path[fill^=var]").first.bounding_box()
        page.touchscreen.tap(bar["x"] + bar["width"] / 2, bar["y"] - 10)
        page.wait_for_function(f"document.querySelector('{narrow} ~ .bt-said').textContent !== ''")
        assert "of 4: Western" in self.said(page, narrow)
        assert page.locator("#vg-tooltip-element").is_visible()
        window.quiet()


class TestTheSwitch:
    """Counted harm or diminishing returns: two figures, of which radio buttons show one."""

    PAGE, BOTH = "studies/rivals/arms-race/index.html", ("#weapons-plane", "#weapons-plane-weight")

    def shown(self, page):
        return [page.locator(id_).is_visible() for id_ in self.BOTH]

    @pytest.mark.parametrize("scripts", [True, False])
    def test_it_is_worked_by_keyboard_with_and_without_javascript(self, visit, folder, scripts):
        page = visit(folder, java_script_enabled=scripts).go(self.PAGE)
        assert self.shown(page) == [True, False]
        page.locator("#bt-plane-counted").focus()
        page.keyboard.press("ArrowRight")
        assert page.locator("#bt-plane-weight").is_checked()
        assert self.shown(page) == [False, True]
        page.keyboard.press("ArrowLeft")
        assert self.shown(page) == [True, False]

    def test_it_is_worked_by_a_tap_on_its_words_and_the_chart_then_comes_alive(self, visit, folder):
        window = visit(folder)
        page = window.go(self.PAGE)
        page.locator("label[for=bt-plane-weight]").click()
        assert self.shown(page) == [False, True]
        page.locator("#weapons-plane-weight .bt-wide[data-live]").wait_for()
        window.quiet()

    def test_on_paper_and_without_styles_both_are_there(self, visit, folder):
        page = visit(folder, java_script_enabled=False).go(self.PAGE)
        page.emulate_media(media="print")
        assert self.shown(page) == [True, True]
        page.emulate_media(media="screen")
        page.locator("link[rel=stylesheet]").evaluate_all("all => all.forEach(one => one.remove())")
        assert self.shown(page) == [True, True]
