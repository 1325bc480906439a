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
        if not isinstance(entry, dict) or draft.bad.inside(path):
            continue
        named, remark = entry.get("file"), None
        if (named is None) == (entry.get("lines") is None):
            empty = next((name for name in ("lines", "file") if name in entry and entry[name] is None), None)
            what = "`file:` stands beside `lines:`"
            if named is None:
                what = f"nothing stands under `{empty}:`" if empty else "the series has neither `lines:` nor `file:`"
            where = (*path, empty) if named is None and empty else path
            remark = Remark(where, "E376", what, "give one of the two", at_key=True)
        elif named is not None:
            raw = draft.beside.file(named)
            if isinstance(raw, bytes):
                table = read_table(shown_beside(draft.document.file, named), raw)
                for problem in table.problems:
                    draft.document.note(problem)
                found[key] = table.lines
                if table.problems:
                    draft.bad.add((*path, "file"))
            else:
                remark = Remark((*path, "file"), raw.code, raw.what, raw.instead)
        if remark is not None:
            draft.note(remark)
            draft.bad.add(remark.path)
    return found


def data_files(draft: Draft) -> tuple[str, ...]:
    """Every data file of a study whose shape is right, each once."""
    return tuple(dict.fromkeys(entry["file"] for entry in draft.mapping("series").values() if entry.get("file")))
