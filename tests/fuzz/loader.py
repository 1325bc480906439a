"""Coverage-guided fuzzing of the loader: any bytes must come back as a study or as problems with places.

`make fuzz` installs atheris beside everything else and runs this, seeded with the broken studies and the real
ones. A crash is kept as a file; what comes of it is a broken study in `tests/broken` or a test in
`tests/test_bytes.py`. Without atheris this file is not collected by pytest and imports nothing of its own.
"""

from __future__ import annotations

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
    atheris.Setup([sys.argv[0], f"-dict={folder.parent / 'words.dict'}", *sys.argv[1:]], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
