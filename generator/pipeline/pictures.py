"""Static pictures as tasks: what each needs, drawn once and kept under a digest of all it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.drawing import static
from generator.drawing.figure import Drawing, complete
from generator.pipeline.cache import Cache, digest, digest_of_files
from generator.pipeline.job import PACKAGE
from generator.report.figures import Pictures


@dataclass(frozen=True)
class Picture:
    """One static picture that a page needs."""

    key: str
    """Digest of everything it depends on."""
    spec: str
    """Complete Vega-Lite specification."""
    prefix: str
    fonts: Path
    cache: Path | None


def pictures_of(drawings: Iterable[Drawing], fonts: Path, cache: Path | None) -> tuple[Picture, ...]:
    """The wide and the narrow picture of each drawing, in turn."""
    look = digest(
        static.engine(),
        digest_of_files(PACKAGE, [PACKAGE / "drawing" / "static.py", PACKAGE / "drawing" / "slim.py"]),
        digest_of_files(fonts, fonts.glob("*")),
    )
    found = []
    for item in drawings:
        for spec, size in ((item.wide, "w"), (item.narrow, "n")):
            whole, prefix = complete(spec, item.rows), f"{item.id}-{size}"
            found.append(Picture(digest(whole, prefix, look), whole, prefix, fonts, cache))
    return tuple(found)


def draw_picture(picture: Picture) -> str:
    """The SVG of a picture, from the cache if the same was drawn before."""
    cache = Cache(picture.cache)
    raw = cache.get("svg", picture.key)
    if raw is None:
        raw = static.svg(picture.spec, str(picture.fonts), picture.prefix).encode()
        cache.put("svg", picture.key, raw)
    return raw.decode()


def paired(drawings: Iterable[Drawing], pictures: Iterable[Picture], drawn: Mapping[str, str]) -> dict[str, Pictures]:
    """Drawing's id -> its two pictures, from the pictures drawn by key."""
    svgs = iter([drawn[picture.key] for picture in pictures])
    return {item.id: Pictures(next(svgs), next(svgs)) for item in drawings}
