"""How a study is cited, and where its licence is read."""

from __future__ import annotations

CITING: dict[str, str] = {
    "dated": "{authors} ({year})",
    "undated": "{authors} (no date)",
    "anonymous-dated": "({year})",
    "version": "{site}, version {version}",
    "licence": "Licence: {licence}",
    "dataset": "Results of “{title}”",
    "file": "How to cite this ({form})",
    "listed": "Its references ({form})",
    "bib": "BibTeX",
    "ris": "RIS",
    "json": "CSL-JSON",
    "txt": "plain text",
}
"""Parts of a reference to a study, and the names of its forms."""

LICENCES: dict[str, str] = {
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "MIT": "https://opensource.org/license/mit",
}
"""Licence as studies name it -> its address."""
