"""Coverage-guided fuzzing of the loader: any bytes must come back as a study or as problems with places.

`make fuzz` installs atheris beside everything else and runs this, seeded with the broken studies and the real
ones. A crash is kept as a file; what comes of it is a broken study in `tests/broken` or a test in
`tests/test_bytes.py`. Without atheris this file is not collected by pytest and imports nothing of its own.
"""

from __future__ import annotations

import random
import re
import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(
    include=["generator.loading", "generator.diagnostics", "generator.references", "generator.kinds"]
):
    from generator.diagnostics import formats
    from generator.loading.document import MAX_PROBLEMS
    from generator.loading.reading import read_study
    from generator.registry import KINDS

REPO = Path(__file__).resolve().parents[2]
WORDS = sorted(
    {
        word
        for folder in ("tests/broken", "tests/studies", "tests/rules", "studies")
        for path in (REPO / folder).rglob("*.yml")
        for word in path.read_text(encoding="utf-8", errors="ignore").replace(":", ": ").split()
        if 2 < len(word) < 30
    }
)


def seeds(folder: Path) -> None:
    """Write what fuzzing starts from: every study of this project, whole and broken."""
    folder.mkdir(parents=True, exist_ok=True)
    for source in ("tests/broken", "tests/studies", "tests/rules", "studies"):
        for path in (REPO / source).rglob("*.yml"):
            name = path.relative_to(REPO).as_posix().replace("/", "-")
            (folder / name).write_bytes(path.read_bytes())
    (folder.parent / "words.dict").write_text(
        "".join(f'"{word}"\n' for word in WORDS if word.isascii() and word.isalnum()), encoding="utf-8"
    )


def mutated(raw: bytes, most: int, seed: int) -> bytes:
    """What libFuzzer does to bytes, or what an author does to lines and words, which more often is still YAML."""
    chance = random.Random(seed)
    if chance.random() < 0.3:
        return atheris.Mutate(raw, most)
    lines = raw.decode("utf-8", "surrogateescape").split("\n")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(lines))
        choice = chance.randrange(6)
        if choice == 0:
            lines.insert(at, chance.choice(lines))
        elif choice == 1 and len(lines) > 1:
            del lines[at]
        elif choice == 2:
            lines[at] = chance.choice(["", " ", "  "]) + lines[at]
        else:
            words = list(re.finditer(r"[^\s:,{}\[\]]+", lines[at]))
            if words:
                word = chance.choice(words)
                new = (
                    chance.choice(WORDS)
                    if choice < 5
                    else chance.choice(["-1", "0", "1e9", "null", "[]", "{}", "0.5", "''"])
                )
                lines[at] = lines[at][: word.start()] + new + lines[at][word.end() :]
    return "\n".join(lines).encode("utf-8", "surrogateescape")[:most]


def one_input(raw: bytes) -> None:
    """Read it, and hold the answer to what the loader promises."""
    reading = read_study("studies/fuzzed.yml", raw, KINDS)
    lines = raw.count(b"\n") + raw.count(b"\r") + 1
    assert (reading.study is None) == any(problem.severity == "error" for problem in reading.problems)
    assert len(reading.problems) <= MAX_PROBLEMS + 1
    for problem in reading.problems:
        assert problem.what
        assert 1 <= problem.line <= lines
        assert problem.column >= 1
        assert formats.full(problem)
    if reading.study is not None:
        reading.study.canonical()


def main() -> None:
    """`loader.py FOLDER [options of libFuzzer]`"""
    folder = Path(sys.argv[1])
    seeds(folder)
    atheris.Setup(
        [sys.argv[0], f"-dict={folder.parent / 'words.dict'}", *sys.argv[1:]], one_input, custom_mutator=mutated
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
