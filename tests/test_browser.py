"""The site as a reader meets it: in a browser, from the file system and over HTTP, by night, on a phone, on paper, without a mouse."""

import json
import re

import numpy as np
import pytest

from generator.loading.reading import read_study
from generator.registry import KINDS
from generator.whatif import grid
from generator.whatif.axes import Axis

pytestmark = pytest.mark.browser

PAGES = [
    "index.html",
    "studies/index.html",
    "compare/index.html",
    "studies/pair/index.html",
    "studies/rivals/index.html",
    "method/force-exchange/index.html",
    "method/theory/index.html",
    "method/what-if/index.html",
    "term/index.html",
    "context/index.html",
]
AUDITED = [
    "index.html",
    "studies/index.html",
    "studies/alone/index.html",
    "method/theory/index.html",
    "write/reference/dynamics/index.html",
]
"""One page of each type, and not the longest; `make audit` sees them all."""
STUDY = "studies/pair/index.html"
LIVE = "document.querySelectorAll('.bt-chart[data-live=\"\"]').length"

SCROLL = """async () => {
  const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  const asleep = () => [...document.querySelectorAll('.bt-chart')]
    .filter(chart => chart.offsetWidth && !chart.closest('details:not([open])') && !('live' in chart.dataset));
  const end = performance.now() + 30000;
  do {
    for (let y = 0; y < document.documentElement.scrollHeight; y += 500) {
      scrollTo({top: y, behavior: 'instant'});
      await wait(30);
    }
    for (let i = 0; i < 20 && asleep().length; i++) await wait(100);
  } while (asleep().length && performance.now() < end);
  return asleep().map(chart => `${chart.closest('figure').id}: ${chart.className}, ${[...chart.children].map(part => part.getAttribute('class'))}, ${document.visibilityState}, ${[...document.scripts].map(script => script.src)}`);
}"""

FRAME = """() => Promise.race([
  new Promise(done => requestAnimationFrame(() => done(true))), new Promise(done => setTimeout(() => done(false), 5000))
])"""


WATCH_SHIFTS = """() => document.fonts.ready.then(() => {
  window.moved = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => {
    if (!entry.hadRecentInput) window.moved += entry.value;
  })).observe({type: 'layout-shift'});
})"""
"""Counts how far the page moves under the reader from now on, its fonts being there."""


class Visit:
    """A browser window, and everything it complained of or asked another host for."""

    def __init__(self, context, base):
        self.page, self.base, self.complaints, self.foreign = context.new_page(), base, [], []
        self.page.set_default_timeout(30_000)
        self.page.on(
            "console",
            lambda message: self.complaints.append(message.text) if message.type in ("error", "warning") else None,
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "requestfailed",
            lambda request: (
                self.complaints.append(f"failed: {request.url} {request.failure}")
                if "ERR_ABORTED" not in str(request.failure)
                else None
            ),
        )
        self.page.on(
            "request",
            lambda request: (
                self.foreign.append(request.url) if not request.url.startswith((base, "data:", "blob:")) else None
            ),
        )

    def go(self, uri):
        self.page.goto(self.base + uri, wait_until="load")
        return self.page

    def quiet(self):
        assert self.complaints == []
        assert self.foreign == []

    def scroll(self):
        """Down the page as a reader would, a screen at a time, until every chart passed on the way is live.

        Again if need be: on a busy machine a reader may be half way down before the loader looks or a frame is drawn.
        """
        assert self.page.evaluate(SCROLL) == [], "charts that were passed did not come alive in half a minute"


@pytest.fixture
def folder(built_site):
    """The stricter of the two ways a site is opened, and the quicker one."""
    return f"{built_site.as_uri()}/"


@pytest.fixture(params=["file", "http"])
def base(request, folder, built_site, web):
    """Both ways, where they could differ: what is fetched, and when scripts start."""
    return folder if request.param == "file" else web[1]


class Visits:
    """Opens windows on a base address."""

    def __init__(self, browser):
        self.browser, self.windows = browser, []

    def __call__(self, base, **options):
        context = self.browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        self.windows.append(Visit(context, base))
        return self.windows[-1]

    def stalled(self):
        """Whether a window draws no more frames, as happens to Chromium on a busy machine: then nothing in it comes alive."""
        return not all(window.page.evaluate(FRAME) for window in self.windows)

    def close(self):
        for window in self.windows:
            window.page.context.close()
        self.windows.clear()


@pytest.fixture
def visit(browser):
    """Opens windows, which are closed afterwards. A test whose window stalled is run once more (conftest.py)."""
    visits = Visits(browser)
    yield visits
    visits.close()


def contrast(page, selector, prop):
    """The WCAG contrast of an element's computed colour against the page behind it."""
    colours = page.evaluate(
        "([selector, prop]) => [getComputedStyle(document.querySelector(selector))[prop], getComputedStyle(document.body).backgroundColor]",
        [selector, prop],
    )

    def luminance(colour):
        parts = [
            float(part) / (255 if colour.startswith("rgb") else 1)
            for part in re.findall(r"[\d.]+", colour.replace("srgb", ""))[:3]
        ]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted(map(luminance, colours), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def background(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


class TestQuiet:
    def test_no_page_complains_or_asks_another_host(self, visit, base):
        window = visit(base)
        for uri in PAGES:
            if window.go(uri).locator(".bt-figure").count():
                window.scroll()
        window.page.wait_for_timeout(200)
        window.quiet()

    def test_a_script_that_is_not_the_sites_own_never_runs(self, visit, base):
        window = visit(base)
        page = window.go(STUDY)
        page.evaluate(
            "() => { const script = document.createElement('script'); script.textContent = 'window.ran = true';"
            " document.body.append(script); const held = document.createElement('div');"
            " held.innerHTML = '<img src=x: onerror=\"window.ran = true\">'; document.body.append(held); setTimeout('window.ran = true'); }"
        )
        page.wait_for_timeout(300)
        assert page.evaluate("window.ran") is None
        assert any("Content Security Policy" in text for text in window.complaints)

    def test_a_site_below_another_address_works_as_well(self, visit, built_site, tmp_path):
        # Copied to a folder with a space and an umlaut in its name.
        import shutil

        folder = tmp_path / "Müller 1"
        shutil.copytree(built_site, folder)
        window = visit(f"{folder.as_uri()}/")
        window.go(STUDY)
        window.scroll()
        window.quiet()
        assert window.page.evaluate("window.btViews()") > 0


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

    def test_a_live_chart_keeps_the_place_of_the_printed_one(self, visit, folder):
        window = visit(folder)
        page = window.go(STUDY)
        tops = "[...document.querySelectorAll('.bt-figure')].map(figure => [figure.id, Math.round(figure.getBoundingClientRect().height)])"
        before = dict(page.evaluate(tops))
        page.evaluate(WATCH_SHIFTS)
        window.scroll()
        after = dict(page.evaluate(tops))
        assert page.evaluate("window.moved") <= 0.02
        assert {name: (before[name], after[name]) for name in before if abs(before[name] - after[name]) > 12} == {}

    def test_live_charts_are_silent_and_described_by_their_figure(self, visit, folder):
        window = visit(folder)
        page = window.go(STUDY)
        window.scroll()
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
            if turn % 3 == 0:
                window.scroll()
            assert page.evaluate("window.btViews()") == page.evaluate(LIVE)
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

    def test_a_choice_made_before_is_stronger_than_the_system(self, visit, web):
        page = visit(web[1], color_scheme="dark").go("term/index.html")
        page.locator('form[data-md-component="palette"] label:not([hidden])').first.click()
        page.wait_for_function("() => document.body.dataset.mdColorMedia === '(prefers-color-scheme: light)'")
        # The theme's script, which would put it right in the end, comes too late.
        page.route("**/bundle.*.js", lambda route: route.abort())
        page.reload()
        assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light"
        assert min(float(part) for part in re.findall(r"[\d.]+", background(page))[:3]) > 240


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


class TestPhone:
    @pytest.mark.parametrize("uri", [*PAGES, "studies/alone/index.html", "write/index.html"])
    def test_no_page_scrolls_sideways_at_390_pixels(self, visit, folder, uri):
        window = visit(folder, viewport={"width": 390, "height": 844}, device_scale_factor=2)
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


class TestSearch:
    def test_a_study_is_found_by_a_word_of_its_title(self, visit, base):
        window = visit(base)
        page = window.go("index.html")
        page.locator(".md-search__input").click()
        page.keyboard.type("islands")
        link = page.locator(".md-search-result__item a", has_text="Two islands").first
        link.wait_for()
        assert "studies/alone/index.html" in link.get_attribute("href")
        window.quiet()


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
        page = window.go(STUDY)
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

    def test_they_work_on_a_page_that_was_navigated_to(self, visit, web):
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


class TestAllStudies:
    def test_filters_narrow_the_line_the_cards_and_the_address_and_can_be_taken_back(self, visit, folder):
        window = visit(folder)
        page = window.go("index.html?era=before-1945")
        shown = "[...document.querySelectorAll('.bt-card, .bt-span')].filter(item => getComputedStyle(item).visibility === 'visible' && item.offsetHeight).map(item => item.dataset.study)"
        status = page.locator(".bt-filters [role=status]")
        assert page.evaluate(shown) == ["alone", "alone"]
        assert status.text_content() == "1 of 3 studies"
        page.locator("button[value='cold-war']").focus()
        page.keyboard.press("Enter")
        assert (status.text_content(), page.url.partition("?")[2]) == ("3 of 3 studies", "era=before-1945,cold-war")
        page.locator("button[value='cold-war']").click()
        verdict = page.evaluate("document.querySelector(\".bt-card:not([data-study='alone'])\").dataset.verdict")
        if verdict != page.evaluate("document.querySelector(\".bt-card[data-study='alone']\").dataset.verdict"):
            page.locator(f"button[value='{verdict}']").click()
            assert page.locator(".bt-none").is_visible()
            page.locator(".bt-none button").click()
        else:
            page.locator(".bt-filters [data-reset]").click()
        assert (status.text_content(), page.url.partition("?")[2]) == ("All 3 studies", "")
        assert not page.locator(".bt-none").is_visible()
        window.quiet()

    def test_chosen_cases_stand_side_by_side_and_in_the_address(self, visit, folder):
        window = visit(folder)
        page = window.go("compare/index.html?with=pair,rivals,nobody")
        page.wait_for_selector(".bt-compare-body[data-shown='2'] .bt-scale")
        assert page.locator(".bt-beside h3").all_text_contents()[0].startswith("Two navies & a silo field")
        # One scale: equal numbers stand at equal places, larger ones further right.
        dots = page.evaluate(
            "[...document.querySelectorAll('.bt-scale')].map(scale => [...scale.querySelectorAll('.bt-track b')].map(dot => parseFloat(dot.style.left)))"
        )
        assert all(0 <= at <= 100 for row in dots for at in row)
        page.locator("tbody[data-study='pair'] .bt-fold").click()
        page.locator("input[value='pair:generated']").check()
        page.wait_for_selector(".bt-compare-body[data-shown='3']")
        assert page.url.partition("?with=")[2] == "pair,rivals,pair:generated"
        assert page.locator(".bt-compare-body caption").count() == 1
        first = "document.querySelector('.bt-matrix tbody').dataset.study"
        page.locator("th[data-sort] button").nth(2).click()
        page.locator("th[data-sort] button").nth(2).click()
        assert (page.evaluate(first), page.locator("th[aria-sort]").get_attribute("aria-sort")) == (
            "pair",
            "descending",
        )
        page.locator(".bt-tray [data-do='clear']").click()
        assert not page.locator(".bt-compare").is_visible()
        assert "?" not in page.url
        window.quiet()

    def test_without_scripts_there_are_no_dead_controls_and_every_row_is_there(self, visit, folder):
        window = visit(folder, java_script_enabled=False)
        for uri in ("index.html", "studies/index.html", "compare/index.html"):
            page = window.go(uri)
            assert page.locator("article button:visible, article input:visible").count() == 0
        assert page.locator(".bt-scenario:visible").count() == page.locator(".bt-scenario").count() > 0
