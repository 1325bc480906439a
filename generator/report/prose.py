"""An author's Markdown becomes safe HTML with the run's numbers in it.

Raw HTML is never passed on: the Markdown reader used here does not know it, and what comes out is
sanitised by nh3 against a short list of tags. The result stands in the page as an HTML block, so no
extension of a host's own Markdown (attribute lists, snippets, macros) ever sees an author's text.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping

import markdown
import nh3

from generator.references import Reference, references

_TAGS = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}
_SCHEMES = {"https", "http", "mailto"}

_OPEN, _CLOSE = "\ue000", "\ue001"
"""Private characters that carry rendered references through Markdown and sanitising untouched."""
_HELD = re.compile(f"{_OPEN}([0-9]{{1,6}}){_CLOSE}")
"""Where a rendered reference goes. It is HTML, so it goes nowhere into an attribute."""


def render(text: str, resolve: Callable[[Reference], str]) -> str:
    """Markdown with references as HTML on one line. `resolve` gives the HTML of each reference."""
    held: list[str] = []
    parts, end = [], 0
    # Put in their place, not taken out: what they stood between must not become a reference that nobody checked.
    clean = text.replace(_OPEN, "\ufffd").replace(_CLOSE, "\ufffd")
    for found in references(clean):
        parts += [clean[end : found.start], f"{_OPEN}{len(held)}{_CLOSE}"]
        held.append(resolve(found))
        end = found.end
    parts.append(clean[end:])
    marked = "".join(parts)
    try:
        rendered = _markdown().convert(marked)
    except RecursionError:
        # Lists in lists beyond what reading a study lets through are shown as they were written.
        rendered = f"<p>{html.escape(marked)}</p>"
    safe = nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"a": {"href", "title"}},
        attribute_filter=_attribute,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    safe = re.sub(r"<pre>.*?</pre>", lambda block: block[0].replace("\n", "&#10;"), safe, flags=re.DOTALL)
    safe = on_one_line(safe)
    # A number that no reference has was written as an entity.
    return _HELD.sub(lambda match: held[int(match[1])] if int(match[1]) < len(held) else "", safe)


def _attribute(tag: str, name: str, value: str) -> str | None:
    """An attribute without references, which are HTML; none that leads to another host without saying how."""
    value = _HELD.sub("", value)
    return None if name == "href" and re.match(r"\s*[\\/]\s*[\\/]", value) else value


def on_one_line(text: str) -> str:
    """Text with a space for each end of a line and the spaces around it."""
    return " ".join(filter(None, map(str.strip, re.split("[\r\n]+", text)))) if re.search("[\r\n]", text) else text


def render_inline(text: str, resolve: Callable[[Reference], str]) -> str:
    """The same without the paragraph around a single paragraph."""
    rendered = render(text, resolve)
    single = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", rendered)
    return single[1] if single else rendered


def plain(text: str, resolve: Callable[[Reference], str]) -> str:
    """The text without markup, for descriptions and feeds."""
    return html.unescape(re.sub(r"\s+", " ", nh3.clean(render(text, resolve), tags=set()))).strip()


def escape_markdown(text: str) -> str:
    """Plain text that Markdown and HTML leave as it is, for headings: on one line, every active character an entity."""
    text = on_one_line(text)
    return re.sub(r"[&<>\"'`*_\[\]{}()#|~^\\!$=@]", lambda match: f"&#{ord(match[0])};", text)


class Numbering:
    """Numbers sources in the order they are first cited on a page, until the list of them is printed."""

    def __init__(self, known: Mapping[str, object]) -> None:
        self.known = known
        self.order: dict[str, int] = {}
        self.closed = False
        """Whether the list is printed: a source that is cited only then would be missing from it."""

    def number(self, key: str) -> int:
        """The number of a source, given on first use. Raises `KeyError` for one that the study does not know."""
        if key not in self.known:
            raise KeyError(key)
        if self.closed and key not in self.order:
            raise ValueError(f"{key} is cited for the first time after the references were printed")
        return self.order.setdefault(key, len(self.order) + 1)

    def link(self, key: str, at: str | None = None, page: str = "") -> str:
        """A citation as HTML: the number, linked to the reference list, which may stand on another page."""
        n = self.number(key)
        place = f", {html.escape(at)}" if at else ""
        return f'<a class="bt-cite" href="{page}#ref-{html.escape(key)}">[{n}{place}]</a>'


def _markdown() -> markdown.Markdown:
    """A reader for plain Markdown with tables and typographic quotes, deaf to raw HTML and images."""
    reader = markdown.Markdown(extensions=["tables", "smarty", "sane_lists"], output_format="html")
    reader.preprocessors.deregister("html_block")
    for name in ("html", "image_link", "image_reference", "short_image_ref"):
        reader.inlinePatterns.deregister(name)
    return reader
