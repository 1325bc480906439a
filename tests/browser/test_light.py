"""By night and on paper: every colour changes, nothing is missing, everything stays readable."""

import re

import pytest

from .window import STUDY, background, contrast

pytestmark = pytest.mark.browser


class TestNight:
    def test_the_palette_changes_every_colour_and_everything_stays_readable(self, visit, folder):
        window = visit(folder, color_scheme="light")
        page = window.go(STUDY)
        window.scroll()
        text = ".bt-wide[data-live] .bt-live svg text"
        day, ink = background(page), page.evaluate(f"getComputedStyle(document.querySelector('{text}')).fill")
        assert contrast(page, text, "fill") >= 4.5
        assert contrast(page, ".bt-figure-finding", "color") >= 4.5
        views = page.evaluate("window.btViews()")
        for _ in range(3):  # follow the system, light, dark
            page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
            page.locator('form[data-md-component="palette"] label:not([hidden])').first.click()
            page.wait_for_timeout(400)
            if background(page) != day:
                break
        assert background(page) != day
        assert page.evaluate(f"getComputedStyle(document.querySelector('{text}')).fill") != ink
        assert contrast(page, text, "fill") >= 4.5
        assert contrast(page, ".bt-figure-finding", "color") >= 4.5
        assert page.evaluate("window.btViews()") == views
        window.quiet()

    @pytest.mark.parametrize("scripts", [True, False])
    def test_the_system_s_dark_scheme_is_followed_without_javascript_too(self, visit, folder, scripts):
        light, page = (
            visit(folder, color_scheme=scheme, java_script_enabled=scripts).go(STUDY) for scheme in ("light", "dark")
        )
        assert background(page) != background(light)
        assert contrast(page, ".bt-wide svg text", "fill") >= 4.5
        assert contrast(page, ".bt-figure-finding", "color") >= 4.5

    def test_a_choice_made_before_is_stronger_than_the_system(self, visit, web, built_site):
        page = visit(web[1], color_scheme="dark").go("term/index.html")
        page.locator('form[data-md-component="palette"] label:not([hidden])').first.click()
        page.wait_for_function("() => document.body.dataset.mdColorMedia === '(prefers-color-scheme: light)'")
        # The theme's script, which would put it right in the end, comes too late.
        page.route("**/bundle.*.js", lambda route: route.abort())
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light"
        assert min(float(part) for part in re.findall(r"[\d.]+", background(page))[:3]) > 240


class TestPaper:
    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_on_paper_everything_is_open_and_light(self, visit, folder, scheme):
        window = visit(folder, color_scheme=scheme)
        page = window.go(STUDY)
        page.emulate_media(media="print", color_scheme=scheme)
        page.wait_for_timeout(300)
        # Sliders and forms of a citation for programs are nothing for paper, and what stands in their boxes goes with them.
        heights = page.evaluate(
            "[...document.querySelectorAll('.md-content details > *:not(summary)')].filter(part => !part.closest('.bt-whatif') && part.closest('details').getBoundingClientRect().height).map(part => part.getBoundingClientRect().height)"
        )
        assert page.evaluate("getComputedStyle(document.querySelector('.bt-whatif')).display") == "none"
        assert len(heights) > 5
        assert min(heights) > 0
        assert contrast(page, ".bt-wide svg text", "fill") >= 4.5
        parts = [float(part) for part in re.findall(r"[\d.]+", background(page))]
        assert min(parts[:3]) > 240 or (len(parts) == 4 and parts[3] == 0)
        assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).display") == "none"
