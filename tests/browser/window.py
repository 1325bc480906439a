"""A browser window as tests hold it: what it complained of, how a reader goes down its page, how light it is."""

import re

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
"""Every type of page."""
STUDY = "studies/pair/index.html"
"""A report with many charts."""
LIVE = "document.querySelectorAll('.bt-chart[data-live=\"\"]').length"
"""How many charts are live."""

SCROLL = """async () => {
  const wait = milliseconds => new Promise(done => setTimeout(done, milliseconds));
  const asleep = () => [...document.querySelectorAll('.bt-chart')]
    .filter(chart => chart.offsetWidth && !chart.closest('details:not([open])') && !('live' in chart.dataset));
  const end = performance.now() + 30000;
  for (let [chart] = asleep(); chart && performance.now() < end; [chart] = asleep()) {
    chart.scrollIntoView({block: 'center', behavior: 'instant'});
    while (!('live' in chart.dataset) && performance.now() < end) await wait(20);
  }
  return asleep().map(chart => `${chart.closest('figure').id}: ${chart.className}, ${[...chart.children].map(part => part.getAttribute('class'))}, ${document.visibilityState}, ${[...document.scripts].map(script => script.src)}`);
}"""

SETTLED = "() => 'settled' in document.querySelector('article').dataset"

FRAME = """() => Promise.race([
  new Promise(done => requestAnimationFrame(() => done(true))), new Promise(done => setTimeout(() => done(false), 5000))
])"""


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

    def settled(self):
        """Wait until the page has laid out what it put off while it came to life."""
        self.page.wait_for_function(SETTLED)
        return self.page

    def quiet(self):
        assert self.complaints == []
        assert self.foreign == []

    def scroll(self):
        """Down the page as a reader would, from chart to chart, at each until it is live."""
        assert self.page.evaluate(SCROLL) == [], "charts that were looked at did not come alive in half a minute"


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
