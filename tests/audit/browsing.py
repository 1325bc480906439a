"""Every page of the site in a browser: before axe in light and dark, and without scripts."""

from __future__ import annotations

import contextlib
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from playwright.sync_api import Browser, sync_playwright

from generator.strict.page import Facts

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from axe import CORE, violations

SCHEMES = ("light", "dark")

# What a reader without scripts would find: a control that does nothing, a picture that is not there.
DEAD = """() => {
  const seen = part => part.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const told = [];
  for (const part of document.querySelectorAll('button, input, select, textarea, [role=button], label[for^="__"]'))
    // A switch between two figures works by styles alone, and so do Material's drawer and its folds.
    if (seen(part) && !part.closest('.bt-switch, .md-nav') && !['__drawer', 'md-toggle'].includes(part.htmlFor || part.className))
      told.push(`a ${part.localName} that does nothing (${(part.getAttribute('aria-label') || part.innerText || part.id).trim()})`);
  for (const figure of document.querySelectorAll('.bt-figure'))
    if (seen(figure) && ![...figure.querySelectorAll('.bt-chart > svg')].some(svg => svg.getBoundingClientRect().width > 100))
      told.push(`no picture in ${figure.id}`);
  const title = document.querySelector('h1');
  if (!title || !seen(title)) told.push('no title');
  if (document.documentElement.scrollWidth > innerWidth) told.push(`${document.documentElement.scrollWidth} pixels wide on a screen of ${innerWidth}`);
  return told;
}"""


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium that talks to nobody of its own accord."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield browser
        browser.close()


def executable() -> str:
    """Where the system's Chromium is. Raises `FileNotFoundError` without one."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        raise FileNotFoundError("no chromium, chromium-browser or google-chrome on this machine")
    return found


def axe(pages: Sequence[str], address: str) -> Iterator[str]:
    """What axe finds on each page in light and dark."""
    core = CORE.read_text(encoding="utf-8")
    with chromium() as browser:
        for scheme in SCHEMES:
            context = browser.new_context(color_scheme=scheme, viewport={"width": 1440, "height": 900})
            page = context.new_page()
            page.set_default_timeout(180_000)
            for uri in pages:
                page.goto(address + uri, wait_until="load")
                yield from (f"{uri} ({scheme}): {fault}" for fault in violations(page, core, scheme == "dark"))
            context.close()


def unscripted(pages: Sequence[str], read: dict[str, Facts], address: str) -> Iterator[str]:
    """What is amiss on each page without JavaScript, on a screen and on a phone, and which page no link leads to."""
    reached, ahead = {"index.html"}, ["index.html"]
    while ahead:
        here = ahead.pop()
        for link in read[here].links:
            path = unquote(urlsplit(urljoin(f"/{here}", link)).path).lstrip("/")
            if not urlsplit(link).netloc and path in read and path not in reached:
                reached.add(path)
                ahead.append(path)
    yield from (f"{uri}: no link leads here from the home page" for uri in pages if uri not in reached)
    with chromium() as browser:
        for width in (1440, 390):
            context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
            page = context.new_page()
            for uri in pages:
                page.goto(address + uri, wait_until="load")
                yield from (f"{uri} (no script, {width} pixels): {fault}" for fault in page.evaluate(DEAD))
                if width == 1440:
                    grounds = {scheme: _ground(page, scheme) for scheme in SCHEMES}
                    if grounds["dark"] > 0.2 or grounds["light"] < 0.8:
                        yield f"{uri} (no script): the system's scheme is not followed ({grounds})"
            context.close()


def _ground(page, scheme: str) -> float:
    """How bright the page is, from 0 to 1, under a scheme of the system."""
    page.emulate_media(color_scheme=scheme)
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) / 765
