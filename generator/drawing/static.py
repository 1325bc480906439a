"""Specifications become pictures: SVG without JavaScript, and the bundle that makes charts live.

The only module that knows vl-convert, which it loads on the first picture: a build whose pictures are
all cached starts without it.
"""

from __future__ import annotations

import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path

from generator.drawing.png import tightened
from generator.drawing.slim import shapes

VEGA_LITE = "6.4"
"""The Vega-Lite version specifications are written for; Altair's and vl-convert's must agree on it."""

_SIZE = 'font-size="13"'
"""Of most words in a picture, said once for all of them."""
_BUNDLE = "window.vegaEmbed = vegaEmbed;"


def svg(spec: str, fonts: str | None, prefix: str) -> str:
    """The complete specification as one line of SVG that scales to its container.

    vl-convert numbers clip paths and gradients per process; they are renamed by `prefix`, so that
    the same chart is the same text in every process and no two charts of a page share an id.
    """
    import vl_convert

    _register(fonts)
    text = vl_convert.vegalite_to_svg(json.loads(spec), vl_version=VEGA_LITE)
    names: dict[str, str] = {}
    for name in re.findall(r'\bid="([^"]+)"', text):
        names.setdefault(name, f"{prefix}-{len(names)}")
    for old, new in names.items():
        text = text.replace(f'id="{old}"', f'id="{new}"').replace(f"url(#{old})", f"url(#{new})")
    # The wrapper says what the picture is; inside it there is nothing to announce.
    said = f'<svg aria-hidden="true" focusable="false" {_SIZE} '
    return shapes(_slim(text)).replace(f" {_SIZE}", "").replace("<svg ", said, 1)


def png(svg: str, fonts: str | None, scale: int = 2) -> bytes:
    """An opaque SVG file that needs no styles, as PNG at twice its size, or `scale` times."""
    import vl_convert

    _register(fonts)
    return tightened(vl_convert.svg_to_png(svg, scale=scale))


def _slim(text: str) -> str:
    """The same picture with less text: no hooks for scripts, no invisible shapes, no defaults, no digits below a tenth
    of a pixel. A page holds some twenty pictures, so this is what its weight depends on."""
    text = re.sub(
        r' (?:role|aria-[a-z]+|class|pointer-events|stroke-miterlimit|font-family|xmlns:xlink|version)="[^"]*"',
        "",
        text,
    )
    text = re.sub(r' (?:opacity|stroke-width)="1"', "", text)
    text = re.sub(r'<path (?:[^>]*display="none"[^>]*|d="M0,0h0v0h0Z"[^>]*|[^>]*d=""[^>]*)/>', "", text)
    # Inside tags only: between them stand the numbers that a reader reads.
    text = re.sub(r"<[^>]*>", lambda tag: re.sub(r"-?\d+\.\d+(?:e-?\d+)?", _coarser, tag[0]), text)
    text = re.sub(r"\s*\n\s*", " ", text).replace(' transform="translate(0,0)"', "")
    while (fewer := re.sub(r"<g(?: [^>]*)?></g>", "", text)) != text:
        text = fewer
    return _without_bare_groups(text)


def _coarser(number: re.Match[str]) -> str:
    """A place to half a pixel; what is small, as radii and shares are, to a tenth."""
    value = float(number[0])
    return f"{round(2 * value) / 2 if abs(value) >= 10 else value:.1f}".removesuffix(".0")


def _without_bare_groups(text: str) -> str:
    """Groups without attributes are gone, their contents stay."""
    bare: list[bool] = []

    def kept(tag: re.Match[str]) -> str:
        if tag[0] == "</g>":
            return "" if bare.pop() else tag[0]
        bare.append(tag[0] == "<g>")
        return "" if bare[-1] else tag[0]

    return re.sub(r"</?g(?: [^>]*)?>", kept, text)


def bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one classic script that sets `window.vegaEmbed`."""
    import vl_convert

    return vl_convert.javascript_bundle(_BUNDLE, vl_version=VEGA_LITE)


def bundle_name() -> str:
    """File name of the bundle, changing with whatever makes it."""
    stamp = hashlib.sha256(f"{version('vl-convert-python')} {VEGA_LITE} {_BUNDLE}".encode()).hexdigest()[:8]
    return f"vega-{stamp}.js"


def engine() -> str:
    """What the look of a picture depends on besides its specification."""
    return f"vl-convert-python {version('vl-convert-python')}, Vega-Lite {VEGA_LITE}"


_registered: set[str] = set()


def _register(fonts: str | None) -> None:
    """Make the site's font known, so that text is measured alike on every machine."""
    if fonts is not None and fonts not in _registered:
        if not Path(fonts).is_dir():
            raise FileNotFoundError(f"no fonts to measure text with in {fonts}")
        import vl_convert

        vl_convert.register_font_directory(fonts)
        _registered.add(fonts)
