"""A page that arrives: what is far below waits, nothing is fetched or styled twice, and a reader who goes on finds all in place."""

import json

import pytest

from .window import STUDY

pytestmark = pytest.mark.browser

SHEETS = """() => [...document.styleSheets].filter(sheet => sheet.href).map(sheet => [sheet.href.replace(/^.*\\/assets\\//, ''), sheet.cssRules.length > 0])"""

USED = """() => {
  const rules = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules]).filter(rule => rule instanceof CSSFontFaceRule);
  const faces = [...document.fonts];  // in the order of the rules
  return rules.filter((_, i) => faces[i].status === 'loaded' && rules[i].style.src.includes('url('))
    .map(rule => new URL(rule.style.src.match(/url\\("(.*?)"/)[1], rule.parentStyleSheet.href).href);
}"""
"""The addresses of the fonts that something on the page is set in."""


class TestWhatIsPutOff:
    PUT_OFF = "new Set([...document.querySelectorAll('.md-typeset > .bt-figure, .bt-folds > details')].map(part => getComputedStyle(part).contentVisibility))"

    def put_off(self, page):
        return page.evaluate(f"[...{self.PUT_OFF}]")

    def test_pictures_and_inputs_wait_on_a_screen_with_scripts_and_nowhere_else(self, visit, folder):
        assert self.put_off(visit(folder, java_script_enabled=False).go(STUDY)) == ["visible"]
        page = visit(folder).go(STUDY)
        page.wait_for_selector("article[data-settled]")
        assert self.put_off(page) == ["visible"]
        page.evaluate("delete document.querySelector('article').dataset.settled")
        assert self.put_off(page) == ["auto"]
        page.emulate_media(media="print")
        assert self.put_off(page) == ["visible"]

    def test_a_link_far_down_leads_there_still_when_all_is_laid_out(self, visit, folder):
        page = visit(folder).go(f"{STUDY}#references")
        page.wait_for_selector("article[data-settled]")
        assert 0 <= page.evaluate("document.getElementById('references').getBoundingClientRect().top") <= 120

    def test_a_closed_drawer_is_not_laid_out_and_an_open_one_is(self, visit, folder):
        page = visit(folder, viewport={"width": 390, "height": 844}).go(STUDY)
        link = "document.querySelector('.md-sidebar--primary .md-nav__link').checkVisibility()"
        assert page.evaluate(link) is False
        page.locator('label.md-header__button[for="__drawer"]').click()
        page.wait_for_function(link)
        page.locator(".md-sidebar--primary").get_by_role("link", name="Compare").click()
        page.wait_for_url("**/compare/index.html")


class TestOnce:
    """The theme's script would load sheets again and have the whole page styled anew (theme-later.js, theme/main.html)."""

    @pytest.fixture
    def fetched(self, visit, web, built_site):
        window = visit(web[1])
        asked = []
        window.page.on("request", lambda request: asked.append(request.url))
        window.go(STUDY)
        window.settled()
        window.quiet()
        return asked

    def test_sheets_and_fonts_are_fetched_once(self, fetched):
        once = [url for url in fetched if url.endswith((".css", ".woff2"))]
        assert len(once) == len(set(once)) > 4

    def test_sheets_are_read_once(self, visit, base):
        window = visit(base)
        window.page.add_init_script(
            "document.addEventListener('readystatechange', () => { window.early ??= [...document.styleSheets]; })"
        )
        page = window.go(STUDY)
        window.settled()
        assert page.evaluate("window.early.length") == 2
        assert page.evaluate("[...document.styleSheets].filter(sheet => window.early.includes(sheet)).length") == 2

    def test_no_font_is_fetched_for_signs_it_has_not(self, fetched):
        # The study is English; arrows, triangles and ticks are in no font of ours.
        assert not [url for url in fetched if "-rest." in url or "-ext." in url]

    def test_every_font_that_is_asked_for_early_is_used(self, visit, web, built_site):
        window = visit(web[1])
        page = window.go(STUDY)
        window.settled()
        early = page.evaluate("[...document.querySelectorAll('link[rel=preload]')].map(link => link.href)")
        assert len(early) == 3
        assert set(early) <= set(page.evaluate(USED))

    def test_scripts_are_announced_before_the_body_and_the_scheme_of_colours_once(self, visit, base):
        page = visit(base).go(STUDY)
        page.wait_for_selector("[data-md-component=palette] label:not([hidden])")
        assert page.evaluate("document.documentElement.className.split(' ').sort().join()") == "js,js-focus-visible"
        assert page.locator("head > meta[name=color-scheme]").count() == 1

    def test_scripts_wait_for_the_page(self, visit, folder):
        page = visit(folder).go(STUDY)
        assert page.evaluate("[...document.scripts].filter(script => script.src && !script.defer).length") == 0

    def test_sheets_stay_where_a_reader_goes_up_and_down_the_site(self, visit, web, built_site):
        window = visit(web[1])
        page = window.go(STUDY)
        before = page.evaluate(SHEETS)
        assert len(before) == 2
        page.evaluate("window.sameDocument = true")
        for uri, there in (
            ("index.html", ".bt-hero"),
            ("studies/index.html", ".bt-list, .bt-crumbs"),
            ("compare/index.html", ".bt-matrix"),
        ):
            page.evaluate(
                f"[...document.querySelectorAll('.md-tabs a, .md-logo')].find(link => link.href === '{web[1]}{uri}').click()"
            )
            page.wait_for_function(f"() => location.href === '{web[1]}{uri}' && document.querySelector('{there}')")
            page.wait_for_function(
                f"([before]) => JSON.stringify(({SHEETS})()) === before",
                arg=[json.dumps(before, separators=(",", ":"))],
            )
        assert page.evaluate("window.sameDocument") is True
        window.quiet()
