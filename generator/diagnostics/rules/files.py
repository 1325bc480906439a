"""E37 and E38: data files beside a study, and the bibliography that all studies share."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

_SERIES = "series:\n  missiles: {title: Missiles, unit: missiles, evidence: {grade: assumed, note: made up}, "

RULES = (
    Rule(
        "E371",
        "a path that leaves the folder of studies",
        "A data file lies in the folder of studies or below it. Anything else would read files that nobody meant to publish, and would be missing elsewhere.",
        "Move the file below the folder of studies and name it from there, as in `data/spending.csv`.",
        (Example(_SERIES + "file: ../missiles.csv}  # <--", _SERIES + "file: data/missiles.csv}"),),
    ),
    Rule(
        "E372",
        "a data file that does not exist or cannot be followed",
        "There is no such file, it is no table in CSV, or its path holds characters that other systems read differently.",
        "Correct the path; save tables as `.csv`; use letters, digits, `-`, `_`, `.` and `/`.",
        (Example(_SERIES + "file: data/missiles.xlsx}  # <--", _SERIES + "file: data/missiles.csv}"),),
    ),
    Rule(
        "E373",
        "a data file that cannot be read",
        "The file is larger than a mebibyte, is not UTF-8, or may not be opened.",
        "Keep the years and lines that the series needs, save the file as UTF-8, and look at its rights.",
    ),
    Rule(
        "E374",
        "a data file that is no table of years",
        "The first line names the columns: `year`, then a key for each line of the series. Every further line has as many cells.",
        "Write a line of names, as in `year,usa,ussr`, separate cells with commas, and leave a cell empty where there is no number.",
    ),
    Rule(
        "E375",
        "a cell that is no year or no number",
        "The first cell of a row is a year in figures, each year once; the others are finite numbers or empty.",
        "Write numbers with a point and without separators of thousands, as in `1250.5`.",
    ),
    Rule(
        "E376",
        "a series with both lines and a file, or with neither",
        "The observations of a series stand under `lines:` in the study, or in the data file that `file:` names.",
        "Give one of the two.",
        (
            Example(
                _SERIES + "file: data/missiles.csv, lines: {north: {1965: 20}}}  # <--",
                _SERIES + "file: data/missiles.csv}",
            ),
        ),
    ),
    Rule(
        "E377",
        "a data file with the name of a chart",
        "Data files are published beside the report under their own names, where the data of its charts lie too.",
        "Give the file another name, or put it into a folder.",
        (Example(_SERIES + "file: damage.csv}  # <--", _SERIES + "file: data/damage.csv}"),),
    ),
    Rule(
        "E379",
        "a file that cannot be read",
        "The study or the bibliography cannot be opened, or went away while it was read.",
        "Look at its kind and its rights.",
    ),
    Rule(
        "E380",
        "a source that stands in the bibliography too",
        "The key of a source of this study is also one of the bibliography, so that a reader could not tell which is meant.",
        "Remove the source here, or give it another key.",
    ),
    Rule(
        "E381",
        "a reference in the bibliography",
        "The bibliography belongs to no study, so that nothing in it can name a number of one or cite another source.",
        "Refer to numbers and sources in a study.",
    ),
)
