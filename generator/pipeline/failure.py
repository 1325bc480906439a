"""What stands in the place of a page that cannot be made: why, and in a preview the last good report below.

The templates are loaded only when there is something to say, so that a build without problems does without.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.diagnostics.problem import Problem
from generator.loading.beside import BIBLIOGRAPHY
from generator.pipeline.cache import digest
from generator.pipeline.job import Around
from generator.report.pages import Broken, Page, Preview, Report
from generator.study import ADDRESS


@dataclass(frozen=True)
class Failure:
    """A study, or the bibliography, that cannot be published."""

    file: str
    problems: Sequence[Problem]
    last: Report | None
    """The last report that could be made, if it is wanted and still there."""

    @property
    def slug(self) -> str:
        """The folder of its page: the name of the file, or a stand-in for a name that is no address."""
        name = PurePosixPath(self.file).stem
        return name if re.fullmatch(ADDRESS, name) else f"unnamed-{digest(name)[:12]}"

    @property
    def told(self) -> Broken:
        """What the lists say of it."""
        title = self.last.card.title if self.last is not None and self.last.card is not None else self.file
        is_study = PurePosixPath(self.file).name != BIBLIOGRAPHY
        return Broken(self.slug, self.file, title, len(self.problems), is_study)

    def pages(self, around: Around, preview: Preview | None) -> list[Page]:
        """The page in its own place, and whatever the last good report needs beside it."""
        return problem_pages(around, f"studies/{self.slug}/index.md", self.file, self.problems, preview, self.last)


def problem_pages(
    around: Around,
    uri: str,
    file: str,
    problems: Sequence[Problem],
    preview: Preview | None = None,
    last: Report | None = None,
) -> list[Page]:
    """The page at `uri` that tells problems, and the files of the last report that belongs there."""
    from generator.report.narrative import Templates
    from generator.report.problem_page import problem_page

    beside = last.pages if last is not None and preview is not None else ()
    before = next((page for page in beside if page.uri == uri), None)
    templates = Templates(around.templates, around.templates_shown)
    page = problem_page(templates, uri, file, problems, preview, before)
    return [page, *(other for other in beside if other.uri != uri)]
