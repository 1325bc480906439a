"""What stands in the files that readers take away: the README of a study's ZIP, and the feed."""

from __future__ import annotations

README = """\
{title}
{rule}

{citation}

What is in this archive
-----------------------

{files}

To run it again
---------------

With the program `studies` of the project Balance of Terror ({engine}), in this folder:

    studies check {slug}.yml
    studies run {slug}.yml
    studies verify results.json

The last command runs the study again and compares every number with results.json, which was made by the model
{kind}, version {model}, with seed {seed} and {draws} draws, from numbers with this digest:

    {digest}

Terms
-----

Text and results: {licence}{licence_address}. Sources keep the terms that the study names beside them.
"""

CONTENTS: dict[str, str] = {
    "README.txt": "this text",
    "LICENSE.txt": "the terms",
    "citation": "how to cite the study",
    "references": "the references of its page",
    "study": "the study itself, to be read, changed and run",
    "bibliography.yml": "sources that it shares with other studies",
    "results.json": "everything that was computed",
    "data": "data that the study reads",
    "csv": "the data of a chart or a table of its page",
}
"""A file or a sort of files -> what it is."""

LICENCE = "{title}\n{url}\n\nText and results of this study may be used under these terms: {licence}.\n{address}\n"

FEED: dict[str, str] = {
    "title": "{site}: studies",
    "subtitle": "New studies, and what has changed in others",
    "first": "{title}",
    "changed": "{title}: {what}",
}
