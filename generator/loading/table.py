"""A data file in CSV becomes the lines of a series: years down, one column for each line.

The first line names the columns: `year` first, then a key for each line. An empty cell is a year without
an observation. Every problem is told at the line and column of its cell.
"""

from __future__ import annotations

import csv
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.diagnostics.problem import Problem
from generator.loading.beside import MAX_BYTES

MAX_ROWS, MAX_COLUMNS, MAX_LINE = 2_000, 60, 10_000
MAX_TOLD = 25
"""Problems told of one file; a file of another kind has one in every cell."""

YEAR = "year"
_CELL = re.compile(r'"(?:[^"]|"")*"|[^,]*')
_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_YEAR = re.compile(r"-?[0-9]{1,4}(\.[0-9]+)?")
_NUMBER = re.compile(r"[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell without the spaces around it, and the column (from 1) of the line at which it starts."""

    text: str
    column: int


@dataclass
class Table:
    """What was read: line -> year -> number, and the problems met on the way."""

    file: str
    lines: dict[str, dict[float, float]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(self, line: int, column: int, code: str, where: str, what: str, instead: str = "") -> None:
        """Note a problem; of a file that is wrong throughout, only the first are kept."""
        if len(self.problems) < MAX_TOLD:
            self.problems.append(Problem(self.file, line, column, code, where, what, instead))


def read_table(file: str, raw: bytes) -> Table:
    """Read CSV bytes. Never raises for what an author may write; the lines are whole only if there are no problems."""
    table = Table(file)
    text = _text(table, raw)
    rows = None if text is None else _rows(table, text)
    first = None if rows is None else next(rows, None)
    if rows is None or table.problems:
        return table
    if first is None:
        table.problem(1, 1, "E374", "", "the file is empty", f"start with a line of names: `{YEAR},usa,ussr`")
        return table
    names = _names(table, *first)
    if table.problems:
        return table
    table.lines = {name: {} for name in names}
    years: dict[str, int] = {}
    for count, (line, cells) in enumerate(rows, 1):
        if count > MAX_ROWS:
            table.problem(line, 1, "E374", "", f"there are more than {MAX_ROWS:,} rows", "keep one row for each year")
            break
        _observe(table, names, line, cells, years)
    if not years and not table.problems:
        table.problem(first[0], 1, "E374", "", "no row follows the names", f"write one row for each {YEAR}")
    return table


def _text(table: Table, raw: bytes) -> str | None:
    if len(raw) > MAX_BYTES:
        what = f"the file has more than {MAX_BYTES:,} bytes"
        table.problem(1, 1, "E373", "", what, "keep the years and lines that the series needs")
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # Offsets count from after a byte order mark, which is not part of the text.
        before = error.object[: error.start].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        table.problem(line, column, "E373", "", what, "save the file as UTF-8")
        return None


def _rows(table: Table, text: str) -> Iterator[tuple[int, list[Cell]]]:
    """(line number, cells) of every line that is not blank, up to one that cannot be taken apart."""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        if not line.strip():
            continue
        if len(line) > MAX_LINE:
            what = f"the line has {len(line):,} characters"
            table.problem(number, 1, "E374", "", what, f"a row has at most {MAX_LINE:,}")
            return
        try:
            (values,) = csv.reader([line], strict=True)
        except csv.Error:
            # A line break inside quotes is the one thing CSV allows that a table of numbers cannot need.
            table.problem(number, 1, "E374", "", "the quotes in this line do not match", "a cell ends on its own line")
            return
        if len(values) > MAX_COLUMNS:
            what = f"there are {len(values):,} columns"
            table.problem(number, 1, "E374", "", what, f"a series has at most {MAX_COLUMNS - 1} lines")
            return
        yield number, [Cell(value.strip(), at) for value, at in zip(values, _starts(line), strict=True)]


def _starts(line: str) -> list[int]:
    """The column at which each cell of a line begins, where the `csv` module divides it."""
    found, at = [], 0
    while True:
        found.append(at + 1)
        match = _CELL.match(line, at)
        at = match.end() + 1 if match else len(line) + 1
        if at > len(line):
            return found


def _names(table: Table, line: int, cells: list[Cell]) -> list[str]:
    """The names of the lines, from the first row."""
    head = cells[0]
    if head.text != YEAR:
        instead = f"call it `{YEAR}`"
        if len(cells) == 1 and re.match(rf"{YEAR}\s*[;\t|]", head.text):
            instead = "separate the columns with commas"
        table.problem(line, head.column, "E374", "", f"the first column is called {shown(head.text)}", instead)
        return []
    if len(cells) == 1:
        table.problem(line, 1, "E374", "", "there is no column beside the year", "add one for each line of the series")
    names: list[str] = []
    for cell in cells[1:]:
        if not _KEY.fullmatch(cell.text):
            what = f"{shown(cell.text)} is no name for a line"
            hint = "must be lower-case letters, digits, - and _, starting with a letter, at most 40"
            table.problem(line, cell.column, "E374", "", what, hint)
        elif cell.text in names:
            what = f"the column {shown(cell.text)} stands here twice"
            table.problem(line, cell.column, "E374", cell.text, what, "give each line one column")
        names.append(cell.text)
    return names


def _observe(table: Table, names: list[str], line: int, cells: list[Cell], years: dict[str, int]) -> None:
    """One row: a year and a number, or nothing, for each line."""
    year = cells[0]
    if len(cells) != len(names) + 1:
        what = (
            f"{len(cells)} cell{'s' if len(cells) != 1 else ''} in this row, {len(names) + 1} names in the first line"
        )
        at = cells[min(len(cells), len(names) + 2) - 1].column
        table.problem(line, at, "E374", year.text, what, "leave a cell empty where there is no number")
        return
    if not _YEAR.fullmatch(year.text):
        table.problem(line, year.column, "E375", YEAR, f"{shown(year.text)} is not a year", "write it in figures: 1962")
        return
    first = years.setdefault(f"{float(year.text):g}", line)
    if first != line:
        what = f"the year {year.text} stands here twice"
        table.problem(line, year.column, "E375", YEAR, what, f"it stands first in line {first}")
        return
    for name, cell in zip(names, cells[1:], strict=True):
        if not cell.text:
            continue
        number = float(cell.text) if _NUMBER.fullmatch(cell.text) else math.nan
        if math.isfinite(number):
            table.lines[name][float(year.text)] = number
        else:
            where, what = f"{name}.{year.text}", f"{shown(cell.text)} is not a finite number"
            table.problem(line, cell.column, "E375", where, what, _cure(cell.text))


def _cure(text: str) -> str:
    """How the number an author probably meant is written."""
    plain = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace("'", "").replace(",", "")
    if plain != text and _NUMBER.fullmatch(plain):
        return (
            f"write {plain}"
            if "," not in text
            else f"write {plain}, or {text.replace(',', '.')} if a fraction is meant"
        )
    return "write it in figures, as in 1250.5; leave the cell empty where there is no number"


def shown(text: str) -> str:
    """What stands in a cell or a path, short and with nothing a terminal would act on."""
    short = text if len(text) <= 40 else text[:37] + "..."
    return "nothing" if not short else "'" + "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in short) + "'"
