"""The series of a study that stand in data files of their own: read from what lies beside the study."""

from __future__ import annotations

from generator.diagnostics.problem import Remark
from generator.loading.beside import shown_beside
from generator.loading.draft import Draft
from generator.loading.table import read_table

Tables = dict[str, dict[str, dict[float, float]]]
"""Key of a series -> line -> year -> number."""


def read_tables(draft: Draft) -> Tables:
    """The lines of every series that names a data file, by the key of the series."""
    found: Tables = {}
    for key, entry in draft.mapping("series").items():
        path = ("series", key)
        if not isinstance(entry, dict) or any(bad[:2] == path for bad in draft.bad):
            continue
        named, remark = entry.get("file"), None
        if (named is None) == (entry.get("lines") is None):
            neither, both = "the series has neither `lines:` nor `file:`", "`file:` stands beside `lines:`"
            remark = Remark(path, "E376", neither if named is None else both, "give one of the two", at_key=True)
        elif named is not None:
            raw = draft.beside.file(named)
            if isinstance(raw, bytes):
                table = read_table(shown_beside(draft.document.file, named), raw)
                draft.document.problems += table.problems
                found[key] = table.lines
                draft.bad |= {(*path, "file")} if table.problems else set()
            else:
                remark = Remark((*path, "file"), raw.code, raw.what, raw.instead)
        if remark is not None:
            draft.note(remark)
            draft.bad.add(remark.path)
    return found


def data_files(draft: Draft) -> tuple[str, ...]:
    """Every data file of a study whose shape is right, each once."""
    return tuple(dict.fromkeys(entry["file"] for entry in draft.mapping("series").values() if entry.get("file")))
