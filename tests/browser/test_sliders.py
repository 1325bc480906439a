"""What would change the verdict: sliders over numbers that were computed beforehand."""

import json
import re

import numpy as np
import pytest

from generator.loading.reading import read_study
from generator.registry import KINDS
from generator.whatif import grid
from generator.whatif.axes import Axis

from .window import STUDY

pytestmark = pytest.mark.browser


class TestTheSliders:
    """What would change the verdict: sliders over numbers that were computed beforehand."""

    FIRST = "#bt-what-if-1"

    def numbers(self, built_site):
        """The numbers behind the sliders, as the page has them."""
        text = (built_site / "studies" / "pair" / "what-if.js").read_text(encoding="utf-8")
        return json.loads(text.removeprefix("window.btWhatIf(").removesuffix(");\n"))

    def opened(self, page):
        page.locator("#try-it").scroll_into_view_if_needed()
        page.wait_for_function("() => document.querySelector('#try-it pre code').textContent !== ''")
        return page

    def said(self, page):
        return page.locator("#try-it output").all_inner_texts(), page.locator("#try-it dd").all_inner_texts()

    def test_the_page_says_at_first_what_its_numbers_say(self, visit, base):
        window = visit(base)
        window.go(STUDY)
        page = window.settled()
        told = self.said(page), page.locator(".bt-whatif-sure").inner_text()
        self.opened(page)
        assert (self.said(page), page.locator(".bt-whatif-sure").inner_text()) == told
        assert page.locator(".bt-whatif-outside").inner_text() == ""
        window.quiet()

    def test_they_are_worked_by_keyboard_and_say_what_lies_between_the_points_of_the_grid(
        self, visit, folder, built_site
    ):
        window = visit(folder)
        page = self.opened(window.go(STUDY))
        data = self.numbers(built_site)
        lines = [
            Axis(a["path"], tuple(a["values"]), a["centre"], a["first"], a["last"], a["factors"]) for a in data["axes"]
        ]
        table = np.cumsum(data["columns"], axis=1) * np.array(data["steps"])[:, None]
        place = [float(line.centre) for line in lines]
        page.locator(self.FIRST).focus()
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        for _ in range(7):
            page.keyboard.press("ArrowRight")
        page.locator("#bt-what-if-2").focus()
        for _ in range(3):
            page.keyboard.press("ArrowLeft")
        place[0] += 7 / data["axes"][0]["fine"]
        place[1] -= 3 / data["axes"][1]["fine"]
        columns = grid.interpolate(lines, table, np.array([place]))[:, 0]
        for i, (measure, text) in enumerate(zip(data["measures"], self.said(page)[1], strict=True)):
            shown = [float(part.replace(",", "")) for part in re.findall(r"[\d.,]*\d", text)]
            for number, column in zip(shown, columns[3 * i : 3 * i + 3], strict=True):
                assert abs(number - column * measure["scale"]) <= 0.51 * 10.0 ** -measure["decimals"]
        shares = columns[3 * len(data["measures"]) :]
        assert page.locator("#try-it .bt-chip").inner_text() == data["findings"][int(shares.argmax())]["name"]
        spoken = page.locator(self.FIRST).get_attribute("aria-valuetext")
        assert spoken == page.locator("#try-it output").first.inner_text()
        assert spoken.startswith(f"{lines[0].at([place[0]])[0]:.3g}")
        window.quiet()

    def test_outside_the_studied_range_the_page_says_so_and_reset_leads_back(self, visit, folder):
        page = self.opened(visit(folder).go(STUDY))
        before = self.said(page)
        page.locator(self.FIRST).focus()
        page.keyboard.press("End")
        outside = page.locator('.bt-whatif-outside[role="status"]')
        assert outside.inner_text().startswith("Outside the studied range: ")
        page.locator('#try-it button[data-do="reset"]').click()
        assert outside.inner_text() == ""
        assert self.said(page) == before

    def test_the_case_stands_in_the_address_until_it_is_reset(self, visit, web, built_site):
        window = visit(web[1])
        page = self.opened(window.go(f"{STUDY}?kept=1"))
        path = self.numbers(built_site)["axes"][0]["path"]
        page.locator(self.FIRST).focus()
        page.keyboard.press("Home")
        page.wait_for_function(f"() => new URL(location.href).searchParams.has('set.{path}')")
        there = self.said(page)
        page.reload()
        self.opened(page)
        assert self.said(page) == there
        page.locator('#try-it button[data-do="reset"]').click()
        page.wait_for_function("() => location.search === '?kept=1'")
        window.quiet()

    def test_a_link_leads_to_its_case(self, visit, base, built_site):
        axis = self.numbers(built_site)["axes"][0]
        wanted = axis["values"][0]
        window = visit(base)
        page = self.opened(window.go(f"{STUDY}?set.{axis['path']}={wanted}&set.nobody.knows=3#try-it"))
        assert page.locator("#try-it output").first.inner_text().startswith(f"{wanted * axis['scale']:.3g}")
        assert page.locator(self.FIRST).input_value() == "0"
        page.locator('#try-it button[data-do="link"]').click()
        page.wait_for_function("() => document.querySelector('.bt-whatif-said').textContent !== ''")
        window.quiet()

    def test_the_scenario_it_writes_is_one_that_the_study_takes(self, visit, folder, built):
        page = self.opened(visit(folder).go(STUDY))
        page.locator(self.FIRST).focus()
        page.keyboard.press("Home")
        text = page.locator("#try-it pre code").text_content()
        study = built.study("pair").read_text(encoding="utf-8").replace("scenarios:\n", f"{text}\n", 1)
        reading = read_study("studies/pair.yml", study.encode(), KINDS)
        assert [problem for problem in reading.problems if problem.severity == "error"] == []
        (made,) = [scenario for scenario in reading.study.scenarios if scenario.id == "what-if"]
        (given,) = made.changes.values()
        assert page.locator("#try-it output").first.inner_text().startswith(f"{given.value:.3g}")

    def test_a_finger_moves_them_and_everything_is_large_enough_for_one(self, visit, folder):
        window = visit(folder, viewport={"width": 390, "height": 844}, has_touch=True)
        page = self.opened(window.go(STUDY))
        for item in page.locator("#try-it button, #try-it input, #try-it summary").all():
            assert item.bounding_box()["height"] >= 44
        before = self.said(page)
        box = page.locator(self.FIRST).bounding_box()
        page.touchscreen.tap(box["x"] + 0.8 * box["width"], box["y"] + box["height"] / 2)
        assert self.said(page) != before
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        window.quiet()

    def test_without_javascript_there_is_a_picture_and_a_table_and_no_dead_slider(self, visit, folder):
        page = visit(folder, java_script_enabled=False).go(STUDY)
        assert not page.locator("#try-it").is_visible()
        assert page.locator("#what-if .bt-wide svg").is_visible()
        assert page.locator("table.bt-flips tbody tr").count() > 3

    def test_on_paper_there_are_no_sliders(self, visit, folder):
        page = visit(folder).go(STUDY)
        page.emulate_media(media="print")
        assert not page.locator("#try-it").is_visible()
        assert page.locator("#what-if .bt-wide svg").is_visible()

    def test_they_work_on_a_page_that_was_navigated_to(self, visit, web, built_site):
        window = visit(web[1])
        page = window.go("studies/index.html")
        page.evaluate("window.sameDocument = true")
        page.locator('.md-content a[href$="pair/index.html"]').first.click()
        page.wait_for_function(
            "() => location.pathname.endsWith('/pair/index.html') && document.querySelector('#try-it')"
        )
        self.opened(page)
        before = self.said(page)
        page.locator(self.FIRST).focus()
        page.keyboard.press("ArrowRight")
        assert self.said(page) != before
        assert page.evaluate("window.sameDocument") is True
        window.quiet()
