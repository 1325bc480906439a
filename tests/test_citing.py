"""Citations and references: every form says what the study says, and nothing in it becomes markup, a command or a field of its own."""

import html
import json
import re
from pathlib import Path

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from generator.citing.csl import date, of_source, person
from generator.citing.exchange import bibtex, csl_json, ris
from generator.citing.imprint import NOWHERE
from generator.citing.rendering import in_style
from generator.citing.study import linked_data
from generator.loading.beside import Beside, Bibliography
from generator.loading.bibliography import read_bibliography
from generator.loading.dates import is_date, is_day
from generator.loading.reading import read_study
from generator.registry import KINDS
from generator.study import Source

HERE = Path(__file__).resolve().parent
RIVALS = (HERE / "studies" / "rivals.yml").read_text(encoding="utf-8")
FORMS = ("citation.bib", "citation.ris", "citation.json", "citation.txt", "references.bib", "references.json")
# Letters that mean something to HTML, YAML, LaTeX, BibTeX or RIS, among others.
TEXTS = st.text(alphabet=st.sampled_from(" abcÄ\u2019<>&\"'\\{}$%#_^~@,;:-\n/"), min_size=1, max_size=40).filter(
    str.strip
)


def work(**fields):
    return Source("key", work={"type": "report", "title": "A Title", **fields})


def codes(text, sources=Bibliography()):
    return [
        (found.code, found.where)
        for found in read_study("rivals.yml", text.encode(), KINDS, Beside({}, sources)).problems
    ]


class TestItems:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Kent, Glenn A.", {"family": "Kent", "given": "Glenn A."}),
            ("Krepinevich, Andrew F., Jr.", {"family": "Krepinevich", "given": "Andrew F.", "suffix": "Jr."}),
            ("World Bank", {"literal": "World Bank"}),
            ("{Ministry of Ships, Trade and Ports}", {"literal": "Ministry of Ships, Trade and Ports"}),
            ("Trailing,", {"literal": "Trailing,"}),
        ],
    )
    def test_a_name_is_a_persons_or_an_organisations(self, text, name):
        assert person(text) == name

    def test_linked_data_name_an_author_with_all_parts_of_the_name(self):
        study = read_study("rivals.yml", RIVALS.encode(), KINDS).study
        item = {"version": "1", "author": [person("Krepinevich, Andrew F., Jr."), person("World Bank")]}
        article = json.loads(linked_data(item, study, NOWHERE, "", {}))["@graph"][0]
        assert [(author["@type"], author["name"]) for author in article["author"]] == [
            ("Person", "Andrew F. Krepinevich, Jr."),
            ("Organization", "World Bank"),
        ]

    def test_a_date_has_the_parts_that_are_known(self):
        assert [date(text)["date-parts"] for text in ("1965", "1965-03", "1965-03-01")] == [
            [[1965]],
            [[1965, 3]],
            [[1965, 3, 1]],
        ]

    @pytest.mark.parametrize("text", ["1965", "1965-12", "2024-02-29"])
    def test_dates_that_are(self, text):
        assert is_date(text)

    @pytest.mark.parametrize(
        "text",
        ["65", "1965-13", "2023-02-29", "March 1965", "1965-3", "1965-01-01T00:00", "\u0661\u0669\u0666\u0665", ""],
    )
    def test_dates_that_are_none(self, text):
        assert not is_date(text)
        assert not is_day(text)

    def test_a_source_of_fields_has_the_names_of_csl(self):
        item = of_source(
            Source(
                "k",
                work={"type": "chapter", "title": "T", "container_title": "C", "doi": "10.1/x", "editor": ["A, B"]},
                url="https://e.org",
                accessed="2026-01-02",
            ),
            str,
        )
        assert item["container-title"] == "C"
        assert item["DOI"] == "10.1/x"
        assert item["editor"] == [{"family": "A", "given": "B"}]
        assert item["accessed"] == {"date-parts": [[2026, 1, 2]]}

    def test_a_source_given_as_a_text_is_a_document_with_that_text_and_its_doi(self):
        item = of_source(
            Source("k", "*X*. 1965.", url="https://doi.org/10.2307/2538540"), lambda text: text.replace("*", "")
        )
        assert (item["type"], item["note"], item["DOI"]) == ("document", "X. 1965.", "10.2307/2538540")


class TestForms:
    @settings(deadline=None, max_examples=40)
    @given(TEXTS, TEXTS)
    def test_a_title_and_a_publisher_come_back_from_ris_in_one_field_each(self, title, publisher):
        (found,) = rispy.loads(ris([of_source(work(title=title, publisher=publisher), str)]).decode())
        flat = {"{": "(", "}": ")"}
        for name, text in (("title", title), ("publisher", publisher)):
            wanted = " ".join(text.split())
            assert found[name].translate(str.maketrans(flat)) == wanted.translate(str.maketrans(flat))
        assert set(found) <= {"type_of_reference", "id", "title", "publisher"}

    @settings(deadline=None, max_examples=40)
    @given(TEXTS, TEXTS)
    def test_bibtex_stays_one_entry_with_its_fields(self, title, publisher):
        raw = bibtex(
            [
                of_source(
                    work(
                        title=title,
                        publisher=publisher,
                        author=["{" + publisher.replace("{", "").replace("}", "") + "}"],
                    ),
                    str,
                )
            ]
        )
        found = parse_string(raw.decode(), "bibtex").entries
        assert list(found) == ["key"]
        assert {name.lower() for name in found["key"].fields} == {"title", "institution"}
        assert len(found["key"].persons["author"]) == 1

    def test_an_address_in_bibtex_is_the_address(self):
        raw = bibtex(
            [of_source(Source("k", work={"type": "webpage", "title": "T"}, url="https://e.org/a_b%20c?d&e#f"), str)]
        )
        assert 'url = "https://e.org/a_b%20c?d&e#f"' in raw.decode()

    @settings(deadline=None, max_examples=40)
    @given(TEXTS)
    def test_in_style_no_tag_comes_from_a_source(self, text):
        shown = in_style(
            [of_source(work(title=text, container_title=text, publisher=text, author=[text, "A, B"], number=text), str)]
        )["key"]
        assert set(re.findall(r"<[^>]*>", shown)) <= {"<em>", "</em>", "<b>", "</b>", "<sup>", "</sup>"}
        assert "\n" not in shown
        left = re.sub(r"</?(?:em|b|sup)>", "", shown)
        assert "<" not in left
        assert html.unescape(left) == left or "&" in left

    def test_the_style_is_read_as_its_manual_has_it(self):
        shown = in_style(
            [
                of_source(Source("a", work={"type": "article-journal", "title": "Bad Debts", "author": ["Drezner, Daniel W."], "container_title": "International Security", "volume": "34", "issue": "2", "issued": "2009", "page": "7-45"}), str),
                of_source(Source("B", work={"type": "report", "title": "First-Strike Stability: Kent's Reply", "author": ["Kent, Glenn A.", "Thaler, David E."], "publisher": "RAND", "issued": "1989"}), str),
            ]
        )  # fmt: skip
        assert shown == {
            "a": "Drezner, D.W. (2009) \u2018Bad Debts\u2019, <em>International Security</em>, 34(2), pp. 7\u201345.",
            "B": "Kent, G.A. and Thaler, D.E. (1989) <em>First-Strike Stability: Kent\u2019s Reply</em>. RAND.",
        }

    def test_what_stands_for_an_author_is_said_once_and_documents_keep_their_number_and_day(self):
        shown = in_style(
            [
                of_source(Source("press", work={"type": "article-magazine", "title": "Who Leads?", "container_title": "TIME", "issued": "1982-04-12"}), str),
                of_source(Source("page", work={"type": "webpage", "title": "A Page", "issued": "2008-11-25"}), str),
                of_source(Source("edited", work={"type": "book", "title": "T", "editor": ["A, B"], "issued": "2009"}), str),
                of_source(Source("journal", work={"type": "article-journal", "title": "T", "author": ["A, B"], "container_title": "J", "issued": "2009"}), str),
                of_source(Source("letter", work={"type": "document", "title": "Letter", "author": ["Kennedy, John F."], "container_title": "Foreign Relations", "number": "document 60", "issued": "1962-10-22"}), str),
            ]
        )  # fmt: skip
        assert shown == {
            "press": "<em>TIME</em> (1982) \u2018Who Leads?\u2019, 12 April.",
            "page": "<em>A Page</em> (2008), 25 November.",
            "edited": "A, B. (ed.) (2009) <em>T</em>.",
            "journal": "A, B. (2009) \u2018T\u2019, <em>J</em>.",
            "letter": "Kennedy, J.F. (1962) \u2018Letter\u2019, <em>Foreign Relations</em>, document 60, 22 October.",
        }

    def test_files_are_the_same_whenever_they_are_made(self):
        items = [of_source(work(author=["A, B"]), str)]
        assert (bibtex(items), ris(items), csl_json(items)) == (bibtex(items), ris(items), csl_json(items))


class TestWhatAuthorsAreTold:
    def test_a_source_without_words(self):
        text = RIVALS.replace('citation: "Someone. *A Handbook of Nothing*. 1961", ', "")
        assert ("E382", "sources.book") in codes(text)

    def test_a_work_of_no_date(self):
        assert codes(RIVALS.replace('issued: "1962-03"', "issued: Spring 1962")) == [
            ("E383", "sources.ledger.work.issued")
        ]

    def test_a_history_without_a_day_or_out_of_order(self):
        assert codes(RIVALS.replace("2026-01-02", "2026-01")) == [("E383", "history[1].date")]
        assert codes(RIVALS.replace("2026-01-02", "2025-01-02")) == [("E384", "history[1].date")]

    def test_the_same_in_the_bibliography(self):
        read = read_bibliography(
            "b.yml",
            b'a: {note: x}\nb: {work: {type: book, title: T, issued: "65"}}\nc: {work: {type: book, title: "{{ x }}"}}',
        )
        assert [(found.code, found.where) for found in read.problems] == [("E382", "a"), ("E383", "b.work.issued")]
        assert list(read.entries) == ["c"]


@pytest.fixture
def folder(built_site):
    return built_site / "studies" / "rivals"


@pytest.fixture
def page(folder):
    return (folder / "index.html").read_text(encoding="utf-8")


class TestAReport:
    def test_every_form_has_title_authors_date_version_and_address(self, folder, web):
        results = json.loads((folder / "results.json").read_bytes())
        version, address = f"{results['model_version']}-{results['digest'][:12]}", f"{web[1]}studies/rivals/index.html"
        title = "Hill & dale"
        (item,) = json.loads((folder / "citation.json").read_bytes())
        assert (item["title"], item["version"], item["URL"], item["publisher"]) == (
            title,
            version,
            address,
            "Balance of Terror",
        )
        assert item["issued"] == {"date-parts": [[2026, 1, 2]]}
        (found,) = rispy.loads((folder / "citation.ris").read_text(encoding="utf-8"))
        assert (found["title"], found["year"], found["edition"], found["urls"]) == (title, "2026", version, [address])
        assert found["authors"] == ["Tester, Anna", "Test Office"]
        entry = parse_string((folder / "citation.bib").read_text(encoding="utf-8"), "bibtex").entries[
            f"rivals-{results['digest'][:12]}"
        ]
        assert (entry.fields["version"], entry.fields["year"], entry.fields["url"]) == (version, "2026", address)
        assert [str(name) for name in entry.persons["author"]] == ["Tester, Anna", "{Test Office}"]
        line = (folder / "citation.txt").read_text(encoding="utf-8")
        assert (
            line
            == f"Tester, Anna; Test Office (2026). {title}. Balance of Terror, version {version}. {address}. Licence: CC BY 4.0.\n"
        )

    def test_its_head_says_the_same_to_indexes_of_literature(self, page, web):
        tags = re.findall(r'<meta name="(citation_\w+)" content="([^"]*)">', page.partition("</head>")[0])
        assert ("citation_title", "Hill &amp; dale") in tags
        assert [content for name, content in tags if name == "citation_author"] == [
            "Tester, Anna",
            "Test Office",
        ]
        assert ("citation_publication_date", "2026/01/02") in tags

    def test_its_linked_data_are_an_article_and_a_set_of_data_whose_files_are_there(self, page, built_site, web):
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.partition("</head>")[0])
        article, dataset = json.loads(text)["@graph"]
        assert (article["@type"], dataset["@type"]) == ("ScholarlyArticle", "Dataset")
        assert (article["datePublished"], article["dateModified"]) == ("2025-12-30", "2026-01-02")
        assert article["author"][0] == {
            "@type": "Person",
            "name": "Anna Tester",
            "familyName": "Tester",
            "givenName": "Anna",
        }
        assert article["license"] == "https://creativecommons.org/licenses/by/4.0/"
        for file in dataset["distribution"]:
            assert (built_site / file["contentUrl"].removeprefix(web[1])).is_file()

    def test_no_other_page_claims_to_be_an_article(self, built_site):
        assert "citation_title" not in (built_site / "index.html").read_text(encoding="utf-8")

    def test_a_reference_from_fields_is_printed_in_the_style_and_escaped(self, page):
        (entry,) = re.findall(r'<li id="ref-ledger">(.*?)</li>', page)
        assert entry.startswith(
            "Nobody, A. and Ministry of Ships, Trade and Ports (1962) \u2018The Ledger &amp; its &lt;b&gt;keepers&lt;/b&gt;\u2019, <em>Journal of Nothing</em>, 3(2), pp. 10\u201319."
        )

    def test_a_reference_from_a_text_ends_with_one_stop_before_what_is_said_of_it(self, page):
        (entry,) = re.findall(r'<li id="ref-book">(.*?)</li>', page)
        assert (
            entry == "Someone. <em>A Handbook of Nothing</em>. 1961. Accessed 2026-01-02. public domain. Read in part"
        )

    def test_references_are_exported_in_the_order_of_the_page(self, folder, page):
        shown = re.findall(r'<li id="ref-([\w-]+)">', page)
        items = json.loads((folder / "references.json").read_bytes())
        assert [item["id"] for item in items] == shown
        assert set(parse_string((folder / "references.bib").read_text(encoding="utf-8"), "bibtex").entries) == set(
            shown
        )
        ledger = next(item for item in items if item["id"] == "ledger")
        assert (ledger["DOI"], ledger["container-title"]) == ("10.1000/xyz_1", "Journal of Nothing")

    def test_its_history_stands_there_the_newest_first(self, page):
        found = re.findall(r'<time datetime="([^"]*)">\1</time>: (.*?)</li>', page)
        assert found == [
            ("2026-01-02", "The ledger was read &amp; &lt;i&gt;cited&lt;/i&gt;."),
            ("2025-12-30", "First version."),
        ]

    def test_a_study_without_a_history_has_no_date(self, built_site):
        (item,) = json.loads((built_site / "studies" / "alone" / "citation.json").read_bytes())
        assert "issued" not in item
        assert "citation_publication_date" not in (built_site / "studies" / "alone" / "index.html").read_text(
            encoding="utf-8"
        )
