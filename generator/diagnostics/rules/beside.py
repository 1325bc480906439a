"""E37 and E38: what lies beside a study, its data files and the bibliography."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

_SHIPS = "series:\n  ships: {title: Ships, unit: ships, evidence: {grade: assumed, note: made up}, "

RULES = (
    Rule(
        "E371",
        "a data file that is out of reach",
        "The path of a data file leads out of the folder of studies (by `..`, as an absolute path, as an address on the web, or through a link) or to a hidden file. A study reads nothing from elsewhere, so that whoever has the folder has the whole study.",
        "Put the file itself below the folder of studies and write its path from there, as in `data/spending.csv`.",
        (Example(f"{_SHIPS}file: ../ships.csv}}  # <--", f"{_SHIPS}file: data/ships.csv}}"),),
    ),
    Rule(
        "E372",
        "a data file that is not there",
        "No file of this path lies below the folder of studies, it is no table in CSV, or the path is no plain one. Paths have letters, digits, `-`, `_`, `.` and `/`, and end in `.csv`.",
        "Look at the spelling, and save tables as `.csv`. Paths start in the folder of studies, wherever the study lies.",
        (Example(f"{_SHIPS}file: data/ships.xlsx}}  # <--", f"{_SHIPS}file: data/ships.csv}}"),),
    ),
    Rule(
        "E373",
        "a data file that cannot be read",
        "A data file is text in UTF-8, with or without a byte order mark, of at most 1 MiB, and this program may read it.",
        "Save it as *CSV UTF-8* in a spreadsheet, or with the encoding UTF-8 in an editor. Leave out what the series does not need.",
    ),
    Rule(
        "E374",
        "a table that cannot be taken apart",
        "The first line of a data file names its columns: `year`, then a key for each line of the series. Every row below has as many cells. Columns are separated by commas, and a cell in quotes ends on its own line.",
        "Mend the line that is named. Leave a cell empty where there is no number.",
    ),
    Rule(
        "E375",
        "a cell that is no year or no number",
        "The first cell of a row is a year that no other row has; every other cell is a finite number or empty.",
        "Write numbers with a point and without separators of thousands. Leave the cell empty where nothing was observed.",
    ),
    Rule(
        "E376",
        "a series without lines, or with two sets of them",
        "The lines of a series stand under `lines:` or in the CSV file that `file:` names.",
        "Give one of the two.",
        (
            Example(f"{_SHIPS}says: All of them.}}  # <--", f"{_SHIPS}lines: {{north: {{1965: 12}}}}}}"),
            Example(
                f"{_SHIPS}file: data/ships.csv, lines: {{north: {{1965: 12}}}}}}  # <--",
                f"{_SHIPS}lines: {{north: {{1965: 12}}}}}}",
            ),
        ),
    ),
    Rule(
        "E377",
        "a data file called like the data of a chart",
        "A report publishes the data files of its study and the data of its charts side by side, and two of them have the same name.",
        "Give the data file another name, or put it into a folder, as in `data/damage.csv`.",
        (Example(f"{_SHIPS}file: damage.csv}}  # <--", f"{_SHIPS}file: data/damage.csv}}"),),
    ),
    Rule(
        "E379",
        "a file that cannot be read",
        "A study or the bibliography is a folder, a link that leads nowhere, or a file that this program may not read.",
        "Look at what it is and who may read it.",
    ),
    Rule(
        "E380",
        "a source in two places",
        "A key of the study's own `sources:` stands in `studies/bibliography.yml` too. Nobody could tell which of the two a citation means.",
        "Remove it from the study if it is the same source; give it another key if it is not.",
    ),
    Rule(
        "E381",
        "a reference in the bibliography",
        "An entry of the bibliography belongs to no study, so a number or a source that its text names leads nowhere.",
        "Refer to numbers and sources in the study.",
    ),
    Rule(
        "E382",
        "a source without words",
        "A source is given as a text, `citation:`, or field by field, `work:`. This one is neither, so nothing could be printed.",
        "Add one of the two.",
        (
            Example(
                'sources:\n  primer: {url: "https://www.example.org/primer", accessed: "2026-11-22"}  # <--',
                'sources:\n  primer: {citation: "A. Author. *A Primer*. 1965.", url: "https://www.example.org/primer", accessed: "2026-11-22"}',
            ),
        ),
    ),
    Rule(
        "E383",
        "a date that is none",
        "A date has the year first, in digits and with hyphens: `1965`, `1965-03` or `1965-03-01` for a work, and always the day in the history of a study.",
        "Write it so, in quotes. A date that nobody knows is left out.",
        (
            Example(
                'sources:\n  primer:\n    work:\n      type: book\n      title: A Primer\n      issued: "March 1965"  # <--',
                'sources:\n  primer:\n    work:\n      type: book\n      title: A Primer\n      issued: "1965-03"',
            ),
            Example(
                'history:\n  - {date: "2026", what: First version.}  # <--',
                'history:\n  - {date: "2026-11-22", what: First version.}',
            ),
        ),
    ),
    Rule(
        "E384",
        "a history out of order",
        "The history of a study goes from its first day to its last, for citations are dated by the last entry.",
        "Put the newest last.",
        (
            Example(
                'history:\n  - {date: "2026-11-26", what: Figures of 1964.}\n  - {date: "2026-11-22", what: First version.}  # <--',
                'history:\n  - {date: "2026-11-22", what: First version.}\n  - {date: "2026-11-26", what: Figures of 1964.}',
            ),
        ),
    ),
)  # fmt: skip
