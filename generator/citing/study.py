"""A study's own citation: in print, as meta tags for indexes of literature, and as linked data for search engines."""

from __future__ import annotations

import json
from typing import Any

from generator.catalogue.citing import CITING, LICENCES
from generator.citing.csl import Item, issued, printed
from generator.citing.imprint import Imprint
from generator.study import Study


def in_print(item: Item, study: Study, imprint: Imprint) -> str:
    """The reference as a line of text."""
    authors = "; ".join(printed(name) for name in item.get("author", []))
    day = issued(item)
    pattern = "anonymous-dated" if not authors else "dated" if day else "undated"
    opening = CITING[pattern].format(authors=authors, year=day[0] if day else "") if authors or day else ""
    parts = (
        opening,
        " ".join(study.title.split()),
        CITING["version"].format(site=imprint.name, version=item["version"]),
        item.get("URL", ""),
        CITING["licence"].format(licence=" ".join(study.license.split())),
    )
    return " ".join(part if part.endswith((".", "?", "!")) else f"{part}." for part in parts if part)


def meta_tags(item: Item, study: Study, imprint: Imprint) -> list[tuple[str, str]]:
    """Name and content of the tags by which Google Scholar, Zotero and their like know a report."""
    tags = [("citation_title", study.title)]
    tags += [("citation_author", printed(name)) for name in item.get("author", [])]
    if study.history:
        tags.append(("citation_publication_date", study.history[-1].date.replace("-", "/")))
    tags += [
        ("citation_technical_report_institution", imprint.name),
        ("citation_technical_report_number", item["version"]),
        ("citation_language", "en"),
    ]
    if "URL" in item:
        tags += [("citation_public_url", item["URL"]), ("citation_fulltext_html_url", item["URL"])]
    return [(name, " ".join(content.split())) for name, content in tags if content]


def linked_data(item: Item, study: Study, imprint: Imprint, description: str, files: dict[str, str]) -> str:
    """The report and the data of its results in the words of schema.org, as JSON that may stand in an HTML script.

    `files` maps the name of each file of the results to its type of media.
    """
    page, licence = item.get("URL", ""), LICENCES.get(study.license, study.license)
    creators = [_agent(name) for name in item.get("author", [])]
    holder = {"@type": "Organization", "name": imprint.name}
    shared: dict[str, Any] = {"version": item["version"], "license": licence, "inLanguage": "en", "publisher": holder}
    if creators:
        shared["author"] = shared["creator"] = creators
    if study.history:
        shared |= {"datePublished": study.history[0].date, "dateModified": study.history[-1].date}
    title = " ".join(study.title.split())
    article = {
        "@type": "ScholarlyArticle",
        "headline": title,
        "name": title,
        "description": description,
        **shared,
        "isPartOf": {"@type": "WebSite", "name": imprint.name, **({"url": imprint.url} if imprint.url else {})},
    }
    years = "/".join(_year(year) for year in study.period)
    dataset: dict[str, Any] = {
        "@type": "Dataset", "name": CITING["dataset"].format(title=title), "description": description, **shared,
        "temporalCoverage": years, "isAccessibleForFree": True,
    }  # fmt: skip
    if page:
        folder = page.removesuffix("index.html")
        article |= {"@id": page, "url": page, "mainEntityOfPage": page}
        dataset |= {"@id": f"{page}#data", "url": page, "isBasedOn": page}
        dataset["distribution"] = [
            {"@type": "DataDownload", "contentUrl": f"{folder}{name}", "encodingFormat": media}
            for name, media in files.items()
        ]
    text = json.dumps({"@context": "https://schema.org", "@graph": [article, dataset]}, separators=(",", ":"))
    # No text of an author's can end the script it stands in.
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _agent(name: Item) -> dict[str, str]:
    if "literal" in name:
        return {"@type": "Organization", "name": str(name["literal"])}
    parts = {"familyName": str(name["family"]), "givenName": str(name["given"])}
    whole = f"{name['given']} {name['family']}"
    if "suffix" in name:
        whole, parts = f"{whole}, {name['suffix']}", {**parts, "honorificSuffix": str(name["suffix"])}
    return {"@type": "Person", "name": whole, **parts}


def _year(year: int) -> str:
    """A year as ISO 8601 has it, four digits at least."""
    return f"{year:04}" if year >= 0 else f"-{-year:04}"
