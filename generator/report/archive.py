"""A study as one ZIP, with everything that is needed to read it, cite it and run it again."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from generator import __version__
from generator.catalogue.citing import LICENCES
from generator.catalogue.open_data import CONTENTS, LICENCE, README
from generator.citing.imprint import Imprint
from generator.results import Results
from generator.study import Study

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first that the format knows, for every file: no clock is asked."""
_MODE = 0o644 << 16


def archive(study: Study, results: Results[Any], imprint: Imprint, citation: str, files: Mapping[str, bytes]) -> bytes:
    """The archive of the `files` that lie beside a report, by name; its bytes depend on nothing else.

    Of the bibliography it holds what the study cites, so that the archive stays as it is when other entries change.
    """
    inside = dict(files)
    if study.shared:
        inside["bibliography.yml"] = _bibliography(study)
    licence = " ".join(study.license.split())
    address = LICENCES.get(study.license, "")
    title = " ".join(study.title.split())
    inside["LICENSE.txt"] = LICENCE.format(
        title=title, url=imprint.page(study.slug), licence=licence, address=address
    ).encode()
    names = sorted({*inside, "README.txt"})
    inside["README.txt"] = README.format(
        title=title,
        rule="=" * len(title),
        citation=citation,
        files="\n".join(f"{name}: {_what(name, study)}" for name in names),
        engine=f"version {__version__}",
        slug=study.slug,
        kind=results.kind,
        model=results.model_version,
        seed=results.seed,
        draws=f"{results.draws:,}",
        digest=results.digest,
        licence=licence,
        licence_address=f" ({address})" if address else "",
    ).encode()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name in sorted(inside):
            entry = zipfile.ZipInfo(f"{study.slug}/{name}", _MOMENT)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, _MODE, 3
            packed.writestr(entry, inside[name])
    return target.getvalue()


def _bibliography(study: Study) -> bytes:
    """The entries that a study takes from the bibliography, as JSON, which is YAML."""
    entries = {}
    for key in study.shared:
        source = study.sources[key]
        fields = {name: getattr(source, name) for name in ("citation", "work", "url", "accessed", "licence", "note")}
        entries[key] = {name: value for name, value in fields.items() if value is not None}
    return (json.dumps(entries, indent=1, ensure_ascii=False) + "\n").encode()


def _what(name: str, study: Study) -> str:
    """What a file of the archive is, in words."""
    if name == f"{study.slug}.yml":
        return CONTENTS["study"]
    if name in study.files:
        return CONTENTS["data"]
    return CONTENTS.get(name) or CONTENTS[name.partition(".")[0] if not name.endswith(".csv") else "csv"]
