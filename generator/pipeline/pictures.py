"""Static pictures as tasks: what each needs, drawn once and kept under a digest of all it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.drawing import static
from generator.drawing.figure import Drawing
from generator.drawing.sheet import Origin, Sheet, on_sheet
from generator.drawing.specification import complete
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.job import PACKAGE
from generator.report.figures import Pictures


@dataclass(frozen=True)
class Picture:
    """One static picture that a page needs."""

    key: str
    """Digest of everything that it, and what is taken away of it, depends on."""
    look: str
    """Digest of what all pictures depend on."""
    spec: str
    """Complete Vega-Lite specification."""
    prefix: str
    sheet: Sheet | None
    """What stands around it where it leaves the page; None for a picture that does not."""
    fonts: Path
    cache: Path | None


@dataclass(frozen=True)
class Drawn:
    """What came of a picture; the last two are empty where it does not leave the page."""

    svg: str
    sheet: str = ""
    """SVG."""
    png: bytes = b""


def pictures_of(
    drawings: Iterable[Drawing], origins: Mapping[str, Origin], fonts: Path, cache: Path | None
) -> tuple[Picture, ...]:
    """The wide and the narrow picture of each drawing, in turn. The wide one can be taken away."""
    look = digest(
        static.engine(),
        digest_of_files(PACKAGE, [PACKAGE / "drawing" / name for name in ("static.py", "slim.py", "png.py")]),
        digest_of_files(fonts, fonts.glob("*")),
    )
    found = []
    for item in drawings:
        sheet = Sheet(item.title, item.finding, item.description, origins[item.id].credit)
        for spec, size, around in ((item.wide, "w", sheet), (item.narrow, "n", None)):
            whole, prefix = complete(spec, item.rows), f"{item.id}-{size}"
            key = digest(whole, prefix, look, repr(around))
            found.append(Picture(key, look, whole, prefix, around, fonts, cache))
    return tuple(found)


def draw_picture(picture: Picture) -> Drawn:
    """The SVG of a picture and what is taken away of it, from the cache where the same was drawn before."""
    cache, fonts = Cache(picture.cache), str(picture.fonts)
    # Each under its own key: the same chart with other words around it is drawn once.
    key = digest(picture.spec, picture.prefix, picture.look)
    raw = cache.get("svg", key)
    if raw is None:
        raw = static.svg(picture.spec, fonts, picture.prefix).encode()
        cache.put("svg", key, raw)
    svg = raw.decode()
    if picture.sheet is None:
        return Drawn(svg)
    sheet = on_sheet(svg, picture.sheet)
    key = digest(sheet, picture.look)
    png = cache.get("png", key)
    if png is None:
        png = static.png(sheet, fonts)
        cache.put("png", key, png)
    return Drawn(svg, sheet, png)


def draw_card(svg: str, fonts: Path, cache: Cache) -> bytes:
    """A social card as PNG, from the cache if the same was drawn before."""
    look = (PACKAGE / "drawing" / name for name in ("static.py", "png.py"))
    key = digest(svg, static.engine(), digest_of_files(PACKAGE, look), digest_of_files(fonts, fonts.glob("*")))
    raw = cache.get("png", key)
    if raw is None:
        raw = static.png(svg, str(fonts), scale=1)
        cache.put("png", key, raw)
    return raw


def paired(drawings: Iterable[Drawing], pictures: Iterable[Picture], drawn: Mapping[str, Drawn]) -> dict[str, Pictures]:
    """Drawing's id -> its pictures, from the pictures drawn by key."""
    found = iter([drawn[picture.key] for picture in pictures])
    pairs = {item.id: (next(found), next(found)) for item in drawings}
    return {id: Pictures(wide.svg, narrow.svg, wide.sheet, wide.png) for id, (wide, narrow) in pairs.items()}
