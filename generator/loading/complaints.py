"""What YAML's parser complains of, in an author's words: where the mistake was made, what it is, what would be right.

The parser says where it could not go on, which is often lines below the mistake: a quote that nobody closed
is noticed at the next quote, a bracket at the end of the file. Where the parser knows what it was about, the
place told is that of the beginning.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

QUOTE_IT = "put the text in quotes"
_PLAIN_KEY = re.compile(r"\s*[\w.-]+")


@dataclass(frozen=True)
class Complaint:
    """One complaint of the parser; offsets count characters from the start of `text`."""

    text: str
    problem: str
    """In the parser's words."""
    at: int
    context: str = ""
    """What the parser was about, in its words; empty if it does not say."""
    begun: int = 0
    """Where that began."""
    quoted: tuple[int, int] = (0, 0)
    """Start and end of the last quoted text it read."""

    def line(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return self.text.count("\n", 0, offset) + 1

    def before(self) -> str:
        """What stands before the place in its line."""
        return self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]


@dataclass(frozen=True)
class Told:
    """The complaint as an author is told it: offsets from `start` to `end`, what was found, what would be right."""

    start: int
    end: int
    what: str
    instead: str


def in_plain_words(given: Complaint) -> Told:
    """The parser's complaint as an author would put it; in the parser's own words where we have none."""
    for explain in (_character, _after_a_quote, _open_quote, _bracket, _colon, _no_key, _indentation):
        told = explain(given)
        if told is not None:
            return told
    at = given.begun if given.context.startswith("while scanning an a") else given.at  # an anchor or an alias
    for words, (what, instead) in _BY_WORDS.items():
        if words in given.problem:
            return Told(at, given.at + 1, what, instead)
    return Told(given.at, given.at + 1, given.problem, "compare the line with those above it")


def _character(given: Complaint) -> Told | None:
    """A character that looks like nothing, or that no text may begin with."""
    found, blank = given.text[given.at : given.at + 1], not given.before().strip()
    if given.before().endswith("\ufeff"):
        return Told(given.at - 1, given.at, "a byte order mark stands inside the file", "remove it")
    if found == "\t":
        what = "a tab stands where the indentation should be" if blank else "a tab stands where a space should"
        return Told(given.at, given.at + 1, what, "indent with spaces" if blank else "write a space")
    if found and found not in " \n" and (unicodedata.category(found) in ("Zs", "Cf")):
        what = f"the character U+{ord(found):04X} stands here, which looks like a space or like nothing"
        return Told(given.at, given.at + 1, what, "write an ordinary space, or remove it")
    if "cannot start any token" in given.problem:
        return Told(given.at, given.at + 1, f"a text cannot begin with {found}", QUOTE_IT)
    return None


def _after_a_quote(given: Complaint) -> Told | None:
    """Text that goes on after a closing quote, which often is an apostrophe or a quotation inside."""
    start, end = given.quoted
    if not given.problem.startswith("did not find expected") or not end or given.text[end : given.at].strip(" "):
        return None
    mark = given.text[start]
    inside = "inside the quotes write " + ("two apostrophes" if mark == "'" else '\\"')
    if given.line(start) != given.line(end):
        what = f"the quote that opens here closes in line {given.line(end)}, and text goes on after it"
        return Told(start, start + 1, what, f"close the quote where the text ends, or {inside}")
    parted = "part entries by commas, or " if given.context.startswith("while parsing a flow") else ""
    return Told(given.at, given.at + 1, "text goes on after a closing quote", f"{parted}{inside}")


def _open_quote(given: Complaint) -> Told | None:
    if "quoted scalar" not in given.context or "unexpected" not in given.problem:
        return None
    return Told(given.begun, given.begun + 1, "nothing closes this quote", "close it where the text ends")


def _bracket(given: Complaint) -> Told | None:
    """A list or mapping in brackets that does not end, or whose entries nothing parts."""
    last = len(given.text.rstrip())
    if not given.context.startswith("while parsing a flow"):
        return None
    if given.context == "while parsing a flow node":  # It begins where it is missing.
        what = "the file ends inside brackets" if given.at >= last else "something is missing before this"
        at = min(given.at, last - 1)
        return Told(at, at + 1, what, "look for a comma too many, or a bracket that nothing closes")
    opening = given.text[given.begun]
    if given.at >= last:
        return Told(given.begun, given.begun + 1, f"nothing closes this {opening}", "close it")
    if given.line(given.begun) != given.line(given.at):
        what = f"nothing closes this {opening}, or a comma is missing before line {given.line(given.at)}"
        return Told(given.begun, given.begun + 1, what, "close it, and part its entries by commas")
    closing = "}" if opening == "{" else "]"
    what = f"a comma or the closing {closing} is missing before this"
    return Told(given.at, given.at + 1, what, "part entries by commas, and put texts with brackets or commas in quotes")


def _colon(given: Complaint) -> Told | None:
    """A colon where YAML sees no key: in the middle of a text, or of a line that goes on from the one above."""
    if "mapping values are not allowed" not in given.problem:
        return None
    what = "a colon followed by a space stands inside an unquoted text"
    if _PLAIN_KEY.fullmatch(given.before()):
        return Told(
            given.at, given.at + 1, what, "start the line where its neighbours start, or put the whole text in quotes"
        )
    return Told(given.at, given.at + 1, what, QUOTE_IT)


def _no_key(given: Complaint) -> Told | None:
    """A line that should be `key: value` and is not."""
    if "could not find expected ':'" not in given.problem:
        return None
    end = given.text.find("\n", given.begun)
    told = "write `key: value` with a space after the colon; indent a text that goes on from the line above"
    return Told(given.begun, len(given.text) if end < 0 else end, "there is no key with its colon here", told)


def _indentation(given: Complaint) -> Told | None:
    """A line that fits nothing above it."""
    if not re.match("did not find expected (key|'-' indicator|<document start>)", given.problem):
        return None
    before = given.before()
    if before.rstrip().endswith(("}", "]")):
        return Told(
            given.at,
            given.at + 1,
            "text goes on after a closing bracket",
            "put a text that begins with { or [ in quotes",
        )
    if re.match(r"-(\s|$)", given.text[given.at : given.at + 2]) and not before.strip():
        return Told(
            given.at, given.at + 1, "an entry of a list stands among keys", "leave out the dash, or give the list a key"
        )
    end = given.text.find("\n", given.at)
    return Told(
        given.at,
        len(given.text) if end < 0 else end,
        "the line fits nothing above it",
        "start it where its neighbours start",
    )


_BY_WORDS = {
    "found unknown escape character": (
        "a backslash begins an escape, and this is none",
        "write two backslashes, or use single quotes",
    ),
    "hexdecimal number": ("an escape needs more digits", "write for example \\u00e9"),
    "incompatible YAML document": ("this version of YAML is not read", "leave the line out"),
    "block sequence entries are not allowed": (
        "a list begins in the line of its key",
        "start every entry in a line of its own",
    ),
    "expected comment or line break": ("text follows in the line of | or >", "start the text in the next line"),
    "did not find expected node content": ("a value is missing before this", "look for a character too many"),
    "alphabetic or numeric character": ("a text cannot begin with & or *", QUOTE_IT),
}
"""Words of the parser, and ours."""
