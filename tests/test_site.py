"""The built site on disk: nothing leads nowhere, nothing comes from elsewhere, and the numbers are those of the run."""

import gzip
import html
import itertools
import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import pytest

from generator.report.figures import MOST_ROWS

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
FETCHED = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("object", "data"),
    ("embed", "src"),
    ("img", "srcset"),
    ("use", "href"),
}
# A <link> of these kinds names an address; no browser fetches it for the page.
NAMING = {"canonical", "alternate", "license", "author", "prev", "next", "edit", "me"}


class Node:
    """An element with its attributes, children and text."""

    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, dict(attributes), parent, []

    def all(self, tag=None, **attributes):
        for child in self.children:
            if isinstance(child, Node):
                if (tag is None or child.tag == tag) and all(
                    child.attributes.get(k.rstrip("_").replace("_", "-")) == v for k, v in attributes.items()
                ):
                    yield child
                yield from child.all(tag, **attributes)

    def of_class(self, name):
        return [node for node in self.all() if name in (node.attributes.get("class") or "").split()]

    @property
    def text(self):
        return re.sub(
            r"\s+", " ", "".join(child.text if isinstance(child, Node) else child for child in self.children)
        ).strip()


class Reader(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.root = self.at = Node("root", {}, None)
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        node = Node(tag, attrs, self.at)
        self.at.children.append(node)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Node(tag, attrs, self.at))

    def handle_endtag(self, tag):
        node = self.at
        while node.parent is not None and node.tag != tag:
            node = node.parent
        if node.parent is not None:
            self.at = node.parent

    def handle_data(self, data):
        self.at.children.append(data)


@pytest.fixture(scope="module")
def pages(built_site):
    """Path of every page in the site -> its tree."""
    return {
        path.relative_to(built_site).as_posix(): Reader(path.read_text(encoding="utf-8")).root
        for path in sorted(built_site.rglob("*.html"))
    }


@pytest.fixture(scope="module")
def reports(pages):
    found = {name: page for name, page in pages.items() if re.fullmatch(r"studies/[^/]+/index\.html", name)}
    assert sorted(found) == ["studies/alone/index.html", "studies/pair/index.html", "studies/rivals/index.html"]
    return found


def ids(page):
    return [node.attributes["id"] for node in page.all() if node.attributes.get("id")]


def out_of_search(node):
    """Whether the search is told to skip an element or one around it."""
    return node is not None and ("data-search-exclude" in node.attributes or out_of_search(node.parent))


def links(page):
    for node in page.all():
        for name in ("href", "src", "data", "srcset", "poster", "action", "xlink:href"):
            if node.attributes.get(name) and not (node.tag == "form" and name == "data"):
                yield node, name, node.attributes[name]


def target_of(name, address):
    """(file in the site, fragment) that an address on a page leads to."""
    parts = urlsplit(address)
    steps = [] if parts.path.startswith("/") else name.split("/")[:-1]
    for step in unquote(parts.path).split("/"):
        if step == "..":
            assert steps, f"{address} on {name} leaves the site"
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    path = "/".join(steps) if parts.path else name
    return path, unquote(parts.fragment)


class TestLinks:
    def test_every_page_of_the_navigation_is_there(self, pages):
        assert {"index.html", "studies/index.html", "method/force-exchange/index.html", "404.html"} <= set(pages)

    def test_every_internal_link_and_asset_leads_to_a_file(self, pages, built_site):
        lost = []
        for name, page in pages.items():
            for node, _, address in links(page):
                parts = urlsplit(address)
                if parts.scheme or parts.netloc:
                    continue
                path, _ = target_of(name, address)
                # A folder is no page: opened from the file system it lists files. The 404 page is served, never opened.
                if not (built_site / path).is_file() and not (
                    name == "404.html" and (built_site / path / "index.html").is_file()
                ):
                    lost.append((name, node.tag, address))
        assert lost == []

    def test_every_fragment_leads_to_an_element(self, pages):
        known = {name: set(ids(page)) for name, page in pages.items()}
        lost = []
        for name, page in pages.items():
            for node, _, address in links(page):
                parts = urlsplit(address)
                if node.tag != "a" or parts.scheme or parts.netloc or not parts.fragment:
                    continue
                path, fragment = target_of(name, address)
                if path in known and fragment not in known[path]:
                    lost.append((name, address))
        assert lost == []

    def test_everything_a_style_sheet_names_lies_in_the_site(self, built_site):
        lost = []
        for path in built_site.rglob("*.css"):
            text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
            for address in [found[1] for found in re.findall(r"""(?:url\(|@import\s+)(["']?)([^"')\s]+)\1""", text)]:
                if address.startswith(("data:", "#", "url(")):
                    continue
                if (
                    urlsplit(address).scheme
                    or address.startswith("//")
                    or not (path.parent / urlsplit(address).path).resolve().is_file()
                ):
                    lost.append((path.name, address))
        assert lost == []

    def test_identifiers_are_unique_on_a_page(self, pages):
        for name, page in pages.items():
            found = ids(page)
            assert sorted({item for item in found if found.count(item) > 1}) == [], name


class TestNothingFromElsewhere:
    def test_no_page_fetches_anything_from_another_host(self, pages):
        foreign = []
        for name, page in pages.items():
            for node, attribute, address in links(page):
                if (node.tag, attribute) not in FETCHED or (
                    node.tag == "link" and set((node.attributes.get("rel") or "").split()) & NAMING
                ):
                    continue
                parts = urlsplit(address)
                if parts.netloc or parts.scheme not in ("", "data"):
                    foreign.append((name, node.tag, address))
        assert foreign == []

    def test_no_page_prepares_a_connection_to_another_host(self, pages):
        for page in pages.values():
            assert not [
                node
                for node in page.all("link")
                if set((node.attributes.get("rel") or "").split()) & {"preconnect", "dns-prefetch"}
            ]

    def test_no_script_of_ours_names_an_address_to_fetch_from(self, built_site):
        for path in (built_site / "assets" / "balance-of-terror").glob("*.js"):
            if not path.name.startswith("vega-"):
                assert re.findall(r"""["'`]https?://[^"'`]+""", path.read_text(encoding="utf-8")) == [], path.name

    def test_page_content_has_no_inline_script_and_no_handlers(self, reports):
        for page in reports.values():
            (article,) = page.all("article")
            assert list(article.all("script")) == []
            for node in article.all():
                assert [name for name in node.attributes if name.startswith("on")] == []


class TestWeight:
    def test_no_page_weighs_more_than_60_kilobytes_gzipped(self, built_site):
        for path in built_site.rglob("*.html"):
            assert len(gzip.compress(path.read_bytes(), 9)) <= 60 * 1024, path

    def test_the_vega_bundle_is_there_once(self, built_site):
        found = list(built_site.rglob("vega*.js"))
        assert len(found) == 1
        loader = (built_site / "assets" / "balance-of-terror" / "loader.js").read_text(encoding="utf-8")
        assert f'"{found[0].name}"' in loader
        assert "__VEGA" not in loader.split("*/", 1)[1]

    def test_the_search_index_holds_at_most_5_kilobytes_a_page_and_no_chart(self, built_site, reports):
        (path,) = (built_site / "search").glob("search_index.json")
        weight = {}
        for entry in json.loads(path.read_text(encoding="utf-8"))["docs"]:
            page = entry["location"].partition("#")[0]
            weight[page] = weight.get(page, 0) + len(json.dumps(entry, ensure_ascii=False).encode())
            for sign in ("vega", "$schema", "encoding", "&quot;", '"mark"', "viewBox", "Data table", "Provenance"):
                assert page not in reports or sign not in entry["text"], (entry["location"], sign)
        assert set(reports) <= set(weight)
        assert {page: size for page, size in weight.items() if size > 5 * 1024} == {}
        assert path.stat().st_size <= 5 * 1024 * len(weight)

    def test_every_heading_is_found(self, built_site, pages):
        docs = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
        held = {}
        for entry in docs:
            words = held.setdefault(entry["location"].partition("#")[0], [])
            words += [html.unescape(re.sub("<[^>]*>", "", entry[part])) for part in ("title", "text")]
        for name, page in pages.items():
            if name == "404.html":
                continue
            article = next(page.all("article"))
            for node in article.all():
                if re.fullmatch("h[1-6]", node.tag) and "id" in node.attributes and not out_of_search(node):
                    title = node.text.removesuffix("#").strip()
                    assert any(title in " ".join(words.split()) for words in held[name]), (name, title)

    def test_a_study_is_found_by_its_question_and_its_verdict(self, built_site, reports):
        docs = json.loads((built_site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
        text = " ".join(entry["text"] for entry in docs if entry["location"].startswith("studies/pair/"))
        assert "escape retaliation" in text
        assert reports["studies/pair/index.html"].of_class("bt-verdict-text")[0].text in html.unescape(
            re.sub("<[^>]*>", "", text)
        )


class TestFigures:
    def test_every_figure_has_pictures_words_a_table_and_data(self, reports, built_site):
        for name, page in reports.items():
            figures = page.of_class("bt-figure")
            assert len(figures) >= 5
            known = {node.attributes["id"]: node for node in page.all() if node.attributes.get("id")}
            for figure in figures:
                pictures = figure.of_class("bt-chart")
                assert len(pictures) == 2
                for picture in pictures:
                    assert picture.attributes["role"] == "img"
                    for attribute in ("aria-labelledby", "aria-describedby"):
                        words = known[picture.attributes[attribute]]
                        assert len(words.text) > 10
                    assert len(list(picture.all("svg"))) == 1
                assert figure.of_class("bt-figure-finding")[0].text
                (table,) = figure.all("table")
                assert next(table.all("caption")).text
                assert all(cell.attributes.get("scope") in ("col", "row") for cell in table.all("th"))
                rows = list(table.all("tr"))
                assert len(rows) > 1
                (link,) = [node for node in figure.all("a") if node.attributes["href"].endswith(".csv")]
                csv = (built_site / name).parent / link.attributes["href"]
                # A long table is cut; the CSV has all rows.
                lines = len(csv.read_text(encoding="utf-8").splitlines())
                assert lines == len(rows) or (len(rows) == MOST_ROWS + 1 and lines > MOST_ROWS + 1)
                script = (built_site / name).parent / figure.attributes["data-charts"]
                assert f'"{figure.attributes["id"]}":{{"wide":{{' in script.read_text(encoding="utf-8")

    def test_static_pictures_need_no_script_and_carry_no_concrete_colour(self, reports):
        for page in reports.values():
            for figure in page.of_class("bt-figure"):
                for node in figure.all():
                    if node.tag in ("path", "text", "rect", "line", "g", "circle"):
                        for name in ("fill", "stroke"):
                            value = node.attributes.get(name)
                            assert (
                                value is None
                                or value in ("none", "transparent")
                                or value.startswith(("var(--bt-", "url(#"))
                            ), value

    def test_figures_are_numbered_in_the_order_of_the_page(self, reports):
        for page in reports.values():
            found = [int(re.search(r"\d+", node.text)[0]) for node in page.of_class("bt-figure-number")]
            assert found == list(range(1, len(found) + 1))

    def test_every_download_offered_is_there_and_every_file_is_offered(self, reports, pages, built_site):
        for name, page in reports.items():
            folder = (built_site / name).parent
            around = [one for uri, one in pages.items() if uri.startswith(name.removesuffix("index.html"))]
            places = [page.of_class("bt-downloads")[0], *(links for one in around for links in one.of_class("bt-get"))]
            offered = {
                node.attributes["href"].removeprefix("../")
                for place in places
                for node in place.all("a")
                if "download" in node.attributes
            }
            held = {path.name for path in folder.iterdir() if path.is_file()}
            assert offered == held - {"index.html", "card.png", "charts.js", "compare.js", "what-if.js"}


def shown(text):
    """The first number of a text, with the value of one unit of its last digit."""
    found = re.search(r"[<>]?\s*(\N{MINUS SIGN}?[\d,]+(?:\.(\d+))?)", text)
    number = float(found[1].replace(",", "").replace("\N{MINUS SIGN}", "-"))
    decimals = len(found[2] or "")
    zeros = len(found[1]) - len(found[1].rstrip("0")) if not decimals else 0
    return number, 10.0 ** (-decimals if decimals else zeros)


class TestCards:
    def head(self, page):
        return {
            node.attributes.get("property") or node.attributes.get("name"): node.attributes["content"]
            for node in page.all("meta")
            if "content" in node.attributes
        }

    def test_every_page_names_a_picture_that_is_there_with_its_size_and_words(self, pages, built_site, web):
        for name, page in pages.items():
            if name == "404.html":
                continue
            head = self.head(page)
            assert head["og:image"].startswith(web[1])
            raw = (built_site / head["og:image"].removeprefix(web[1])).read_bytes()
            assert raw[:8] == b"\x89PNG\r\n\x1a\n"
            size = (int.from_bytes(raw[16:20], "big"), int.from_bytes(raw[20:24], "big"))
            assert size == (int(head["og:image:width"]), int(head["og:image:height"])) == (1200, 630)
            assert head["twitter:card"] == "summary_large_image"
            assert head["og:url"].startswith(web[1])
            assert all(head[f"og:{part}"] for part in ("title", "description", "image:alt"))

    def test_a_study_s_card_says_its_verdict_and_how_sure_it_is(self, reports):
        for name, page in reports.items():
            head = self.head(page)
            assert head["og:image"].endswith(name.replace("index.html", "card.png"))
            kicker, sure = page.of_class("bt-verdict-kicker")[0].text, page.of_class("bt-verdict-sure")[0].text
            assert head["og:image:alt"] == f"{head['og:title']}. {kicker}. {sure}"


class TestNumbers:
    def results(self, built_site, slug):
        return json.loads((built_site / "studies" / slug / "results.json").read_text(encoding="utf-8"))

    @pytest.mark.parametrize("slug", ["pair", "alone"])
    def test_the_verdict_and_how_sure_it_is_come_from_the_run(self, reports, built_site, slug):
        page, results = reports[f"studies/{slug}/index.html"], self.results(built_site, slug)
        case = results["cases"]["baseline"]
        key = case["verdict"]["key"]
        (box,) = page.of_class("bt-verdict")
        assert box.attributes["data-verdict"] == key
        share = case["shares"].get(key, {"value": 0.0})["value"]
        sure = box.of_class("bt-verdict-sure")[0].text
        assert f"{results['draws']:,} draws" in sure
        percents = [shown(text) for text in re.findall(r"[\d,.]+ %", sure)]
        assert any(abs(number - 100 * share) <= max(unit, 1) / 2 + 1e-9 for number, unit in percents), sure

    @pytest.mark.parametrize("slug", ["pair", "alone"])
    def test_headline_numbers_are_medians_of_the_run_rounded(self, reports, built_site, slug):
        page, estimates = (
            reports[f"studies/{slug}/index.html"],
            self.results(built_site, slug)["cases"]["baseline"]["estimates"],
        )
        sides = [name.removesuffix(".margin") for name in estimates if name.endswith(".margin")]
        wanted = [
            f"{side}.{measure}" for side in sides for measure in ("margin", "retaliatory_damage", "critical_risk")
        ] + ["index"]
        cells = [node for part in page.of_class("bt-headline") for node in part.all("b")]
        assert len(cells) == len(wanted)
        for cell, name in zip(cells, wanted, strict=True):
            number, unit = shown(cell.text)
            value = estimates[name]["median"] * (100 if "%" in cell.text else 1)
            assert abs(number - value) <= unit / 2 + 1e-9, (name, cell.text, value)

    def test_numbers_in_the_story_are_those_of_their_case(self, reports, built_site):
        estimates = self.results(built_site, "pair")["cases"]
        text = " ".join(node.text for node in reports["studies/pair/index.html"].of_class("bt-summary"))
        margin, when_generated = (
            re.search(r"margin is ([\d.]+) \(", text)[1],
            re.search(r"and ([\d.]+) when generated", text)[1],
        )
        for printed, case in ((margin, "baseline"), (when_generated, "generated")):
            number, unit = shown(printed)
            assert abs(number - estimates[case]["estimates"]["west.margin"]["median"]) <= unit / 2 + 1e-9

    def test_provenance_names_digest_seed_draws_and_the_command(self, reports, built_site):
        for slug in ("pair", "alone"):
            results = self.results(built_site, slug)
            text = reports[f"studies/{slug}/index.html"].of_class("bt-provenance")[0].text
            for word in (
                results["digest"],
                str(results["seed"]),
                f"{results['draws']:,}",
                f"studies run studies/{slug}.yml --json",
            ):
                assert word in text

    def test_cards_and_list_show_the_verdict_of_the_run(self, pages, built_site):
        for slug in ("pair", "alone"):
            key = self.results(built_site, slug)["cases"]["baseline"]["verdict"]["key"]
            for name in ("index.html", "studies/index.html"):
                rows = [*pages[name].of_class("bt-card"), *pages[name].all("tr")]
                (row,) = [
                    node
                    for node in rows
                    if any(a.attributes["href"].endswith(f"{slug}/index.html") for a in node.all("a"))
                ]
                assert row.of_class("bt-chip")[0].attributes["data-verdict"] == key

    def test_the_matrix_has_a_row_for_every_study_and_scenario_with_the_verdict_and_share_of_the_run(
        self, pages, built_site
    ):
        for slug in ("alone", "pair", "rivals"):
            results = self.results(built_site, slug)
            (part,) = [
                node for node in pages["compare/index.html"].all("tbody") if node.attributes["data-study"] == slug
            ]
            rows = {next(row.all("input")).attributes["value"].split(":")[1]: row for row in part.all("tr")}
            assert list(rows) == [key for key in results["cases"] if "@" not in key]
            for key, row in rows.items():
                case = results["cases"][key]
                cells = {node.attributes.get("data-label"): node for node in row.all("td")}
                assert next(cells["Verdict"].all("span")).attributes["data-verdict"] == case["verdict"]["key"]
                held = case["shares"].get(case["verdict"]["key"], {"value": 0})["value"]
                assert float(cells["Draws that agree"].attributes["data-value"]) == pytest.approx(held)
                index = case["estimates"].get("index") or case["estimates"]["system.lowest"]
                assert float(cells["Stability"].attributes["data-value"]) == pytest.approx(index["median"])

    def test_the_comparison_of_a_study_has_the_measures_of_the_run(self, built_site):
        for slug in ("alone", "pair", "rivals"):
            results = self.results(built_site, slug)
            text = (built_site / "studies" / slug / "compare.js").read_text(encoding="utf-8")
            told = json.loads(text.removeprefix("window.btCompare(").removesuffix(");\n"))
            for key, case in told["cases"].items():
                found = {}
                for measure in case["measures"]:
                    found.setdefault(measure["id"], []).append(measure)
                assert {"share", "assurance", "index", "critical_risk", "force-exchange/margin"} <= set(found)
                assert len(found["assurance"]) == 2
                (index,) = found["index"]
                ran = results["cases"][key]["estimates"]["index"]
                assert (index["low"], index["median"], index["high"]) == tuple(
                    pytest.approx(ran[name], rel=1e-4) for name in ("low", "median", "high")
                )
            assert set(told["inputs"]) == set(told["cases"])

    def test_what_a_scenario_changes_and_nothing_else_is_told_of_it(self, built_site):
        text = (built_site / "studies" / "pair" / "compare.js").read_text(encoding="utf-8")
        told = json.loads(text.removeprefix("window.btCompare(").removesuffix(");\n"))
        for key in set(told["inputs"]) - {"baseline"}:
            changed = told["inputs"][key]
            assert changed
            assert all(told["inputs"]["baseline"].get(name) != value for name, value in changed.items())

    def test_every_study_leads_to_its_comparison_from_its_report_and_its_card(self, pages):
        known = {
            node.attributes["value"]
            for node in pages["compare/index.html"].all("input")
            if node.attributes.get("value")
        }
        for slug in ("alone", "pair", "rivals"):
            for name in ("index.html", f"studies/{slug}/index.html"):
                led = {
                    a.attributes["href"].partition("?with=")[2]
                    for a in pages[name].all("a")
                    if "?with=" in a.attributes.get("href", "")
                }
                assert slug in led
                assert {f"{one}:baseline" for one in led} <= known


class TestAllStudies:
    def test_every_study_has_its_place_on_the_line_of_years_and_leads_to_its_report(self, pages):
        spans = pages["index.html"].of_class("bt-span")
        led = {span.attributes["data-study"]: next(span.all("a")).attributes["href"] for span in spans}
        assert led == {slug: f"studies/{slug}/index.html" for slug in ("alone", "pair", "rivals")}
        for span in spans:
            assert span.of_class("bt-chip")[0].attributes["data-verdict"] == span.attributes["data-verdict"]

    def test_a_card_shows_the_draws_by_verdict_and_every_scenario(self, pages, built_site):
        results = json.loads((built_site / "studies" / "pair" / "results.json").read_text(encoding="utf-8"))
        (card,) = [node for node in pages["index.html"].of_class("bt-card") if node.attributes["data-study"] == "pair"]
        (bar,) = card.of_class("bt-shares")
        assert bar.attributes["role"] == "img"
        parts = {node.attributes["data-verdict"]: node for node in bar.all("i")}
        for key, share in results["cases"]["baseline"]["shares"].items():
            if share["value"] >= 0.005:
                assert float(parts[key].attributes["style"].removeprefix("width:").rstrip("%")) == pytest.approx(
                    100 * share["value"], abs=0.01
                )
        scenarios = [key for key in results["cases"] if "@" not in key and key != "baseline"]
        assert len(list(card.of_class("bt-card-cases")[0].all("li"))) == len(scenarios)

    def test_every_page_is_reached_from_the_first_one_by_links_alone(self, pages):
        found, left = set(), ["index.html"]
        while left:
            name = left.pop()
            if name in found:
                continue
            found.add(name)
            for node, _, address in links(pages[name]):
                if node.tag == "a" and not urlsplit(address).scheme and not urlsplit(address).netloc:
                    path, _ = target_of(name, address)
                    left += [path] if path in pages else []
        assert set(pages) - found == {"404.html"}

    def test_every_page_but_the_first_says_where_it_stands(self, pages):
        for name, page in pages.items():
            if name in ("index.html", "404.html"):
                continue
            (crumbs,) = page.of_class("bt-crumbs")
            assert next(crumbs.all("a")).text == "Home", name
            assert [node.tag for node in crumbs.all(aria_current="page")] == ["li"], name

    def test_reports_lead_to_the_studies_before_and_after_in_time(self, reports):
        led = {}
        for name, page in reports.items():
            (pager,) = page.of_class("bt-pager")
            led[name.split("/")[1]] = {a.attributes["rel"]: a.attributes["href"] for a in pager.all("a")}
        assert led == {
            "alone": {"next": "../rivals/index.html"},
            "rivals": {"prev": "../alone/index.html", "next": "../pair/index.html"},
            "pair": {"prev": "../rivals/index.html"},
        }

    def test_every_report_has_its_parts_in_one_order(self, reports):
        for name, page in reports.items():
            found = [node.text.removesuffix("#") for node in page.all("h2")]
            parts = [
                "How sure it is",
                "What would change the verdict",
                "What it rests on",
                "Method, and what it leaves out",
                "References",
                "Take it away",
            ]
            assert [title for title in found if title in parts] == parts, name


class TestStructure:
    def test_every_page_has_one_title_a_language_and_a_description(self, pages):
        for name, page in pages.items():
            (root,) = page.all("html")
            assert root.attributes["lang"] == "en"
            if name == "404.html":
                continue
            (article,) = [
                node for node in page.all("article") if "md-content__inner" in (node.attributes.get("class") or "")
            ]
            assert len(list(article.all("h1"))) == 1, name
            levels = [int(node.tag[1]) for node in article.all() if re.fullmatch("h[1-6]", node.tag)]
            assert all(b <= a + 1 for a, b in itertools.pairwise(levels)), (name, levels)

    def test_every_table_in_a_report_has_a_caption_and_scoped_headers(self, reports):
        for page in reports.values():
            (article,) = page.all("article")
            for table in article.all("table"):
                assert next(table.all("caption")).text
                assert all(cell.attributes.get("scope") for cell in table.all("th"))

    def test_what_an_author_wrote_is_escaped(self, reports):
        assert next(reports["studies/pair/index.html"].all("h1")).text.startswith("Two navies & a silo field")
