"""Under which name and at which address a site is published, which every citation of it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Imprint:
    """Name and address of a site."""

    name: str
    url: str
    """With a slash at its end; empty where nobody said."""

    def address(self, path: str) -> str:
        """The absolute address of a file of the site; empty where the site has none."""
        return f"{self.url}{path}" if self.url else ""

    def page(self, slug: str) -> str:
        """The address of a study's page."""
        return self.address(f"studies/{slug}/index.html")


NOWHERE = Imprint("", "")
"""That of pages which nobody publishes."""
