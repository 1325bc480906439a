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

from generator.diagnostics.problem import Place, Problem
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
    """One cell without the spaces around it, and where it stands in the file."""

    text: str
    line: int
    column: int
    length: int


@dataclass
class Table:
    """What was read: line -> year -> number, and the problems met on the way."""

    file: str
    lines: dict[str, dict[float, float]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    """The lines of the file."""

    def problem(self, at: Cell, code: str, what: str, instead: str = "", name: str = "", year: str = "") -> None:
        """Note a problem; of a file that is wrong throughout, only the first are kept."""
        if len(self.problems) < MAX_TOLD:
            row = self.text[at.line - 1] if at.line <= len(self.text) else ""
            place = Place.within(row, at.line, at.column, at.length)
            where = tuple(step for step in (name, year) if step)
            self.problems.append(Problem.at(self.file, place, code, where, what, instead))


START = Cell("", 1, 1, 1)


def read_table(file: str, raw: bytes) -> Table:
    """Read CSV bytes. Never raises for what an author may write; the lines are whole only if there are no problems."""
    table = Table(file)
    if not _decode(table, raw):
        return table
    rows = _rows(table)
    head = next(rows, None)
    if head is None:
        if not table.problems:
            table.problem(START, "E374", "the file is empty", f"start with a line of names: `{YEAR},usa,ussr`")
        return table
    names = _names(table, head)
    if table.problems:
        return table
    table.lines = {name: {} for name in names}
    years: dict[str, int] = {}
    for count, cells in enumerate(rows, 1):
        if count > MAX_ROWS:
            what = f"there are more than {MAX_ROWS:,} rows"
            table.problem(cells[0], "E374", what, "keep the years that the series needs")
            break
        _observe(table, names, cells, years)
    if not years and not table.problems:
        table.problem(head[0], "E374", "no row follows the names", f"write one row for each {YEAR}")
    return table


def _decode(table: Table, raw: bytes) -> bool:
    """Take the file apart into lines, if it is text of a bearable size."""
    if len(raw) > MAX_BYTES:
        what = f"the file has more than {MAX_BYTES:,} bytes"
        table.problem(START, "E373", what, "keep the years and lines that the series needs")
        return False
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # What the decoder was given may begin after a byte order mark; its offsets count from there.
        before = _lines(error.object[: error.start].decode("utf-8", "replace"))
        table.text = _lines(error.object.decode("utf-8", "replace"))
        at = Cell("", len(before), len(before[-1]) + 1, 1)
        what = f"byte 0x{error.object[error.start]:02x} is not UTF-8"
        table.problem(at, "E373", what, "save the file as UTF-8")
        return False
    table.text = _lines(text)
    return True


def _lines(text: str) -> list[str]:
    """Lines as editors count them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _rows(table: Table) -> Iterator[list[Cell]]:
    """The cells of every line that is not blank, up to one that cannot be taken apart."""
    for number, line in enumerate(table.text, 1):
        if not line.strip():
            continue
        whole = Cell("", number, 1, len(line))
        if len(line) > MAX_LINE:
            table.problem(whole, "E374", f"the line has {len(line):,} characters", f"a row has at most {MAX_LINE:,}")
            return
        try:
            (values,) = csv.reader([line], strict=True)
        except csv.Error:
            # A line break inside quotes is the one thing CSV allows that a table of numbers cannot need.
            table.problem(whole, "E374", "the quotes in this line do not match", "end each cell on its own line")
            return
        if len(values) > MAX_COLUMNS:
            what = f"there are {len(values):,} columns"
            table.problem(whole, "E374", what, f"a series has at most {MAX_COLUMNS - 1} lines")
            return
        yield [
            Cell(value.strip(), number, start + 1, max(1, end - start))
            for value, (start, end) in zip(values, _spans(line), strict=True)
        ]


def _spans(line: str) -> list[tuple[int, int]]:
    """Where each cell of a line begins and ends, divided where the `csv` module divides it."""
    found, at = [], 0
    while at <= len(line):
        match = _CELL.match(line, at)
        end = match.end() if match else len(line)
        written = line[at:end]
        lead = len(written) - len(written.lstrip())
        found.append((at + lead, at + max(lead, len(written.rstrip()))))
        at = end + 1
    return found


def _names(table: Table, cells: list[Cell]) -> list[str]:
    """The names of the lines, from the first row."""
    head = cells[0]
    if head.text != YEAR:
        divided = len(cells) == 1 and re.match(rf"{YEAR}\s*[;\t|]", head.text)
        cure = "separate the columns with commas" if divided else f"call it `{YEAR}`"
        table.problem(head, "E374", f"the first column is called {quoted(head.text)}", cure)
        return []
    if len(cells) == 1:
        table.problem(head, "E374", "no column stands beside the year", "add one for each line of the series")
    names: list[str] = []
    for cell in cells[1:]:
        if not _KEY.fullmatch(cell.text):
            cure = "must be lower-case letters, digits, - and _, starting with a letter, at most 40"
            table.problem(cell, "E374", f"{quoted(cell.text)} is no name for a line", cure)
        elif cell.text in names:
            table.problem(cell, "E374", f"the column '{cell.text}' stands here twice", "give each line one column")
        names.append(cell.text)
    return names


def _observe(table: Table, names: list[str], cells: list[Cell], years: dict[str, int]) -> None:
    """One row: a year, and a number or nothing for each line."""
    year = cells[0]
    if len(cells) != len(names) + 1:
        what = (
            f"{len(cells)} cell{'s' if len(cells) != 1 else ''} in this row, {len(names) + 1} names in the first line"
        )
        at = cells[min(len(cells), len(names) + 2) - 1]
        table.problem(at, "E374", what, "leave a cell empty where there is no number")
        return
    if not _YEAR.fullmatch(year.text):
        table.problem(year, "E375", f"{quoted(year.text)} is not a year", "write it in figures: 1962", YEAR)
        return
    first = years.setdefault(f"{float(year.text):g}", year.line)
    if first != year.line:
        table.problem(year, "E375", f"the year {year.text} stands here twice", f"it stands first in line {first}", YEAR)
        return
    for name, cell in zip(names, cells[1:], strict=True):
        if not cell.text:
            continue
        number = float(cell.text) if _NUMBER.fullmatch(cell.text) else math.nan
        if math.isfinite(number):
            table.lines[name][float(year.text)] = number
        else:
            what = f"{quoted(cell.text)} is not a finite number"
            table.problem(cell, "E375", what, _cure(cell.text), name, year.text)


def _cure(text: str) -> str:
    """How the number an author probably meant is written."""
    plain = text.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace("'", "").replace(",", "")
    if plain != text and _NUMBER.fullmatch(plain):
        return (
            f"write {plain}"
            if text.count(",") != 1
            else f"write {plain}, or {text.replace(',', '.')} if a fraction is meant"
        )
    return "write it in figures, as in 1250.5; leave the cell empty where there is no number"


def quoted(text: str) -> str:
    """What stands in a cell, in quotes and not too long."""
    return f"'{text if len(text) <= 40 else text[:37] + '...'}'" if text else "nothing"
