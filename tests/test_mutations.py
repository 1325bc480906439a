"""Mutations of real studies: each is told at its exact line and column, or it is harmless.

A mutation changes the text of a study as a slip of the hand would: a key dropped, misspelt or written twice, a
value retyped, pushed far away or misspelt, low and high swapped, a word of a reference or a path changed. What was
changed is known by line and column, and so is every other place where the mistake may be felt: a key that is gone
is missed at its parent's key, and a name that is gone wherever it is named.

The tests draw from all mutations. To look at all of them, or at one of each class (a mutation of a kind of key):

    python tests/test_mutations.py [--classes] [studies/x.yml ...]
"""

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache, partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from generator.loading.beside import BIBLIOGRAPHY, Beside
from generator.loading.bibliography import read_bibliography
from generator.loading.document import read_document
from generator.loading.reading import read_study
from generator.pipeline.folder import studies_in
from generator.references import references
from generator.registry import KINDS

REPO = Path(__file__).resolve().parent.parent
SMALL = sorted([*(REPO / "tests" / "studies").glob("*.yml"), *(REPO / "tests" / "rules").glob("*.yml")])
REAL = studies_in(REPO / "studies")
RELATIONS = {
    "E308", "E315", "E323", "E330", "E336", "E337", "E338", "E343", "E344", "E355", "E357", "E364", "E365", "E366"
}  # fmt: skip
"""Rules about several numbers at once: which of them is the wrong one, nobody can say."""


@dataclass(frozen=True)
class Mutation:
    """One change of a study's text."""

    name: str
    path: tuple
    """Of the key or value that was changed."""
    text: str
    """The whole study with the change."""
    places: frozenset
    """(line, column) where it must be told, if anything is told."""
    gone: frozenset = frozenset()
    """The names that are gone: each may be missed wherever it stands."""
    within: tuple = (0, 0)
    """Offsets of the new value, in which a problem may stand."""


@dataclass
class Source:
    """A study's text with its index of places."""

    file: str
    text: str
    document: object = field(init=False)
    told: frozenset = field(init=False)
    """What is told of the study as it is: warnings."""

    def __post_init__(self):
        self.document = read_document(self.file, self.text.encode())
        self.told = frozenset((p.code, p.where) for p in self.read(self.text))

    def read(self, text):
        return read_study(self.file, text.encode(), KINDS, bibliography()).problems

    def key_offset(self, path):
        place = self.document.keys[path]
        return line_start(self.text, place.line) + place.column - 1

    def parent_places(self, path):
        """Where the absence of a key is told: at its parent's key or, of an entry in a list or of the top, its start."""
        parent = path[:-1]
        spots = [self.document.place(parent, at_key=True), self.document.place(parent)]
        return {(spot.line, spot.column) for spot in spots}


@cache
def bibliography():
    """What lies beside the real studies."""
    path = REPO / "studies" / BIBLIOGRAPHY
    return Beside(bibliography=read_bibliography(f"studies/{BIBLIOGRAPHY}", path.read_bytes()))


@lru_cache(maxsize=4)
def _starts(text):
    return [0, *(match.end() for match in re.finditer("\n", text))]


def line_start(text, line):
    return _starts(text)[line - 1]


def spot(text, offset):
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


@cache
def source(path):
    return Source(path.relative_to(REPO).as_posix(), path.read_text(encoding="utf-8"))


def misspelt(word, at=None):
    """The word with two neighbours swapped, or with a letter more where that would change nothing."""
    letters = [i for i in range(len(word) - 1) if word[i] != word[i + 1] and (word[i] + word[i + 1]).isalpha()]
    if not letters:
        return word + "q"
    i = letters[len(letters) // 2 if at is None else at]
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


def mutations(given_: Source) -> Iterator[Mutation]:
    """Every mutation of a study."""
    for place in places(given_):
        yield from place()


def places(given_: Source) -> Iterator[Callable[[], Iterator[Mutation]]]:
    """Every place of a study at which something can be mutated; called, it makes the mutations there."""
    document, data = given_.document, given_.document.data
    for path in document.keys:
        yield partial(of_key, given_, path)
    for path, value in leaves(data, ()):
        yield partial(of_value, given_, path, value)
    for path in document.values:
        if path and path in document.keys and isinstance(at(data, path), dict | list):
            yield partial(of_whole, given_, path)


def of_whole(given_, path):
    """Something else in place of a whole list or mapping."""
    _, _, start, end = given_.document.values[path]
    end = trimmed(given_.text, start, end)
    yield replaced(given_, "number for a list or mapping", path, start, end, "7")
    other = "[7]" if isinstance(at(given_.document.data, path), dict) else "{a: 7}"
    yield replaced(given_, "list for a mapping or the reverse", path, start, end, other)


def leaves(data, path):
    if isinstance(data, dict | list):
        for step, inside in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(inside, (*path, step))
    else:
        yield path, data


def at(data, path):
    for step in path:
        data = data[step]
    return data


def trimmed(text, start, end):
    """The end of a value without the blank lines and comments that stand before what follows it."""
    lines = text[start:end].split("\n")
    while len(lines) > 1 and (not lines[-1].strip() or lines[-1].lstrip().startswith("#")):
        lines.pop()
    return start + len("\n".join(lines).rstrip())


def words_of(text):
    """Every name in a piece of a study."""
    return frozenset(re.findall(r"[A-Za-z_][\w.@-]*|\d+(?:\.\d+)?", text))


def replaced(given_, name, path, start, end, new):
    text, gone = given_.text, words_of(given_.text[start:end])
    if text[start:end].startswith(("|", ">")) or "\n" in text[start:end]:
        # A value of several lines becomes one of one line, behind its key.
        key_end = given_.key_offset(path) + given_.document.keys[path].length if path in given_.document.keys else None
        if key_end is not None and text[key_end : key_end + 1] == ":" and not text[key_end + 1 : start].strip():
            text, start = f"{text[: key_end + 1]} {text[end:]}", key_end + 2
            end = start
    mutated = text[:start] + new + text[end:]
    return Mutation(name, path, mutated, frozenset({spot(mutated, start)}), gone, (start, start + len(new)))


def of_key(given_, path):
    text, start = given_.text, given_.key_offset(path)
    length = given_.document.keys[path].length
    key = str(path[-1])
    _, _, value_start, value_end = given_.document.values[path]
    end = trimmed(text, value_start, value_end)
    if text[start : start + length].strip("\"'") != key:
        return
    for new in dict.fromkeys([misspelt(key), *((misspelt(key, 0), misspelt(key, -1)) if "." in key else ())]):
        quoted = text[start : start + length].replace(key, new)
        mutated = text[:start] + quoted + text[start + length :]
        yield Mutation("misspelt key", path, mutated, frozenset({spot(text, start)}), frozenset({key}))
    parent = given_.document.values[path[:-1]]
    flow = text[parent[2]] == "{"
    missed_at = frozenset(
        given_.parent_places(path) | ({just_after(given_, path[:-1])} if path[:-1] in given_.document.keys else set())
    )
    if flow:
        dropped, again = drop_in_flow(text, start, end), f", {text[start:end]}"
        yield Mutation("dropped key", path, dropped, missed_at, words_of(text[start:end]))
        yield Mutation(
            "key twice", path, text[:end] + again + text[end:], frozenset({spot(text[:end] + again, end + 2)})
        )
    else:
        indent = " " * (spot(text, start)[1] - 1)
        following = re.compile(r"\n(?:[ \t]*(?:#[^\n]*)?\n)*").match(text, end)
        stop = following.end() if following else len(text)
        begin = start - len(indent) if text[start - len(indent) : start] == indent else start
        if begin == start:  # the first key of an entry of a list, behind its dash
            later = text[stop : stop + len(indent) + 1]
            dropped = (
                text[:start] + text[stop + len(indent) :] if later[:-1] == indent and later[-1:] not in " -" else None
            )
        else:
            dropped = text[:begin] + text[stop:]
        if dropped is not None:
            yield Mutation("dropped key", path, dropped, missed_at, words_of(text[start:end]))
        whole = text[start:end]
        again = f"\n{indent}{whole}"
        place = spot(text[:end] + again, end + 1 + len(indent))
        yield Mutation("key twice", path, text[:end] + again + text[end:], frozenset({place}))


def just_after(given_, path):
    """Where a value would stand that is left empty."""
    place = given_.document.keys[path]
    return place.line, place.column + place.length + 1


def drop_in_flow(text, start, end):
    after = re.compile(r"\s*,\s*").match(text, end)
    if after:
        return text[:start] + text[after.end() :]
    before = re.search(r",\s*$", text[:start])
    return text[: before.start() if before else start] + text[end:]


def of_value(given_, path, value):
    text = given_.text
    _, _, start, end = given_.document.values[path]
    end = start + len(text[start:end].rstrip())
    if start == end:
        return

    def new(name, written):
        return replaced(given_, name, path, start, end, written)

    if isinstance(value, bool):
        yield new("text for true or false", "perhaps")
    elif isinstance(value, int | float):
        yield new("text for a number", "several")
        yield new("quoted number", f'"{text[start:end]}"')
        yield new("number far below", "-1000000000")
        yield new("number far above", "1000000000")
        yield new("true for a value", "true")
    elif isinstance(value, str):
        yield new("number for text", "12345")
        yield new("true for a value", "true")
        if re.fullmatch(r"[\w.@-]+", value) and text[start:end] == value:
            yield new("misspelt word", misspelt(value))
        yield from of_prose(given_, path, start, end)
    yield new("list for a value", "[x]")
    yield new("mapping for a value", "{x: 1}")
    # A value that is left empty is missed where a key that is left out would be.
    empty = new("nothing for a value", "null")
    missed_at = given_.parent_places(path) if isinstance(path[-1], str) else set()
    yield replace(empty, places=empty.places | missed_at, gone=empty.gone | {str(path[-1])})
    if path[-1:] == ("low",) and (*path[:-1], "high") in given_.document.values:
        yield from swapped(given_, path)


def of_prose(given_, path, start, end):
    text = given_.text
    for found in references(text[start:end]):
        place = frozenset({spot(text, start + found.start)})
        written = text[start + found.start : start + found.end]
        words = [found.name] if found.kind == "source" else [found.case, found.name]
        for word in words:
            wrong = written.replace(word, misspelt(word), 1)
            mutated = text[: start + found.start] + wrong + text[start + found.end :]
            # A citation that is gone may leave a source that nobody uses.
            yield Mutation(f"misspelt {'source' if found.kind == 'source' else 'reference'}", path, mutated, place)
        mutated = text[: start + found.start] + written[:-1] + text[start + found.end :]
        yield Mutation("reference that is not closed", path, mutated, place)


def swapped(given_, path):
    text, values = given_.text, given_.document.values
    other = (*path[:-1], "high")
    if at(given_.document.data, path) == at(given_.document.data, other):
        return
    (_, _, a, b), (_, _, c, d) = values[path], values[other]
    if a > c:
        a, b, c, d = c, d, a, b
    b, d = a + len(text[a:b].rstrip()), c + len(text[c:d].rstrip())
    mutated = text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]
    yield Mutation("low and high swapped", path, mutated, frozenset({spot(mutated, a), spot(mutated, a + d - b)}))


def verdict(given_, mutation):
    """How a mutation is answered, and what was told: exact, felt, beside, related, harmless, or missed."""
    problems = [p for p in given_.read(mutation.text) if (p.code, p.where) not in given_.told]
    if not problems:
        return "harmless", problems
    inside = range(*mutation.within)
    if any((p.line, p.column) in mutation.places or offset_of(mutation.text, p) in inside for p in problems):
        return "exact", problems
    if all(names(p, mutation.gone) for p in problems):
        return "felt", problems
    parent = read_document(given_.file, mutation.text.encode()).values.get(mutation.path[:-1])
    lines = mutation.text.count("\n", 0, parent[2]) + 1, mutation.text.count("\n", 0, parent[3]) + 1
    if mutation.path[:-1] and any(lines[0] <= p.line <= lines[1] for p in problems):
        return "beside", problems
    if any(p.code in RELATIONS for p in problems):
        return "related", problems
    return "missed", problems


def offset_of(text, problem):
    return line_start(text, problem.line) + problem.column - 1


def names(problem, gone):
    """Whether a problem is about a name that is gone: it stands in what is told or in the text that is marked."""
    marked = problem.excerpt[problem.indent : problem.indent + problem.length]
    told = f"{problem.what} {problem.instead} {marked}"
    return any(re.search(rf"(?<![A-Za-z0-9_]){re.escape(name)}(?![A-Za-z0-9_])", told) for name in gone)


def kind_of(given_, mutation):
    """The class of a mutation: its name and its path with positions, and keys that an author chose, left out."""
    steps = []
    for i, step in enumerate(mutation.path):
        chosen = (
            isinstance(step, int)
            or (steps and steps[-1] in CHOSEN)
            or "." in str(step)
            or re.fullmatch(r"\d+", str(step))
        )
        steps.append("*" if chosen and i else str(step))
    return given_.document.data["kind"], mutation.name, ".".join(steps)


CHOSEN = {
    "actors", "legs", "against", "also_required", "sources", "series", "lines", "set", "sides", "rivalries", "threats",
    "commitment", "channels", "strikes", "bars", "owes", "holdings", "assets", "names", "levels", "reaction", "fatigue",
    "grievance", "diminishing_returns",
}  # fmt: skip
"""Keys whose entries an author names."""


@cache
def places_in(path):
    """The places of a study."""
    return list(places(source(path)))


def told_apart(mutations_, text):
    """Mutations that change something."""
    return [mutation for mutation in mutations_ if mutation.text != text]


@pytest.mark.parametrize("path", [*SMALL, *REAL], ids=lambda path: path.stem)
@settings(deadline=None, derandomize=True, max_examples=8, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutation_is_told_at_its_exact_place_or_is_harmless(path, data):
    found = told_apart(data.draw(st.sampled_from(places_in(path)))(), source(path).text)
    assume(found)
    mutation = data.draw(st.sampled_from(found))
    how, problems = verdict(source(path), mutation)
    assert how != "missed", (mutation.name, mutation.path, sorted(mutation.places), [str(p) for p in problems])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=REAL)
    parser.add_argument("--classes", action="store_true", help="one mutation of each class")
    parser.add_argument("--show", default="missed", help="verdicts to show, with commas between them")
    asked = parser.parse_args()
    counts, seen = Counter(), set()
    for path in asked.files:
        found = source(path.resolve())
        every = told_apart(mutations(found), found.text)
        random.Random(0).shuffle(every)
        for mutation in every:
            of = kind_of(found, mutation)
            if asked.classes and of in seen:
                continue
            seen.add(of)
            how, problems = verdict(found, mutation)
            counts[mutation.name, how] += 1
            if how in asked.show.split(","):
                print(f"{how}: {path.name} {of[1]} at {of[2]} {sorted(mutation.places)}")
                for problem in problems[:3]:
                    print(f"    {str(problem)[:240]}", flush=True)
    for name in dict.fromkeys(name for name, _ in sorted(counts)):
        print(
            name,
            {
                how: counts[name, how]
                for how in ("exact", "felt", "beside", "related", "harmless", "missed")
                if counts[name, how]
            },
        )
    print("all", len(seen), dict(Counter(how for (_, how), n in counts.items() for _ in range(n))))
    sys.exit(any(how == "missed" for _, how in counts))


if __name__ == "__main__":
    main()
