"""`make audit`: the built site before the judges that readers never see.

axe on every page in light and dark; Lighthouse on the home page and two reports; the Nu HTML checker on every page;
every page without JavaScript, and whether links lead to it; links, identifiers and requests by the project's own rules.
Build the site first (`make site`). Prints what is wrong, a table, and ends with 1 if anything is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import asked
import browsing
from served import serving

from generator.strict.audit import faults
from generator.strict.page import Facts, facts

ROOT = Path(__file__).resolve().parents[2]
REPORTS = 2
"""How many reports Lighthouse looks at: the heaviest and the lightest."""


class Audit:
    """One site and what is asked of it. Each part yields its faults, one line each."""

    def __init__(self, site: Path, folder: Path) -> None:
        self.site, self.folder = site.resolve(), folder
        self.pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
        # The page for lost readers names everything from the site's root, and no link leads to it.
        self.linked = [uri for uri in self.pages if uri != "404.html"]
        self.read: dict[str, Facts] = {uri: facts((site / uri).read_text(encoding="utf-8")) for uri in self.pages}
        self.address = ""
        self.scores: list[str] = []

    def links(self) -> Iterator[str]:
        """Links, identifiers, headings, requests: the rules that every build is held to."""
        files = frozenset(path.relative_to(self.site).as_posix() for path in self.site.rglob("*") if path.is_file())
        yield from faults(self.read, files, self.address)

    def nu(self) -> Iterator[str]:
        """Valid HTML."""
        yield from asked.nu(self.pages, self.site)

    def unscripted(self) -> Iterator[str]:
        """Everything there and nothing dead without JavaScript."""
        yield from browsing.unscripted(self.linked, self.read, self.address)

    def axe(self) -> Iterator[str]:
        """No violation in light or dark."""
        yield from browsing.axe(self.pages, self.address)

    def lighthouse(self) -> Iterator[str]:
        """At least 95 in every category, on a slow phone and on a desktop, in the median of some runs."""
        reports = [uri for uri in self.pages if uri.startswith("studies/") and uri.count("/") == 2]
        reports.sort(key=lambda uri: (self.site / uri).stat().st_size, reverse=True)
        for uri in ("index.html", *dict.fromkeys((reports[0], reports[-1])[:REPORTS])):
            for reader in asked.READERS:
                found = asked.lighthouse(uri, reader, self.address, self.folder)
                self.scores.append(
                    f"{uri}, {reader}: {', '.join(f'{name} {_said(scores)}' for name, scores in found.items())}"
                )
                yield from (
                    f"{uri}, {reader}: {name} {_said(scores)}, less than {asked.LEAST}"
                    for name, scores in found.items()
                    if median(scores) < asked.LEAST
                )


def _said(scores: list[int]) -> str:
    """The median of the runs, and between what they lay."""
    middle, least, most = round(median(scores)), min(scores), max(scores)
    return f"{middle}" if least == most else f"{middle} ({least} to {most})"


PARTS = ("links", "nu", "unscripted", "axe", "lighthouse")


def main() -> None:
    """Ask every judge, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"only these: {', '.join(PARTS)}")
    parser.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (default site/)")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    if not (options.site / "index.html").is_file():
        parser.error(f"no site in {options.site}; build it first: make site")
    rows, wrong = [], 0
    with tempfile.TemporaryDirectory(prefix="audit-") as folder, serving(options.site) as address:
        audit = Audit(options.site, Path(folder))
        audit.address = address
        for part in options.parts or PARTS:
            start, count = time.perf_counter(), 0
            for fault in getattr(audit, part)():
                print(f"{part}: {fault}", flush=True)
                count += 1
            wrong += count
            rows.append((part, str(count), f"{time.perf_counter() - start:.0f} s", getattr(Audit, part).__doc__))
    print(f"\n{len(audit.pages)} pages\n{'part':12}{'faults':>7}{'took':>8}  asks for")
    for part, count, took, asks in rows:
        print(f"{part:12}{count:>7}{took:>8}  {asks}")
    for score in audit.scores:
        print(f"Lighthouse  {score}")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
