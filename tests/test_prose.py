"""What authors write becomes safe HTML with the run's numbers in it, and nothing else."""

import html
import re
from html.parser import HTMLParser

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.references import references
from generator.report.prose import Numbering, escape_markdown, plain, render, render_inline

properties = settings(deadline=None, derandomize=True)


def resolve(found):
    """A stand-in for the run: every reference as its own name, in an element that sanitising would drop."""
    return f"<b class='run'>{html.escape(found.case)}:{html.escape(found.name)}:{found.style}</b>"


def nothing(found):
    raise AssertionError(f"no reference was meant: {found}")


class Elements(HTMLParser):
    """Every element and attribute of a piece of HTML."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.comments = set(), [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_comment(self, data):
        self.comments.append(data)


class TestReferences:
    @pytest.mark.parametrize(("text", "meant"), [
        ("{{ baseline.usa.margin }}", ("number", "baseline", "usa.margin", "estimate")),
        ("{{baseline.usa.margin|full}}", ("number", "baseline", "usa.margin", "full")),
        ("{{ baseline@1962.index | interval }}", ("number", "baseline@1962", "index", "interval")),
        ("{{ on-alert_2@1962.5.usa.margin | point }}", ("number", "on-alert_2@1962.5", "usa.margin", "point")),
        ("{{ input.usa.legs.b-52.units }}", ("number", "input", "usa.legs.b-52.units", "estimate")),
        ("{{ baseline@-431.index }}", ("number", "baseline@-431", "index", "estimate")),
    ])  # fmt: skip
    def test_numbers(self, text, meant):
        found = list(references(f"before {text} after"))
        assert [(item.kind, item.case, item.name, item.style) for item in found] == [meant]
        assert f"before {text} after"[found[0].start : found[0].end] == text

    @pytest.mark.parametrize(
        ("text", "key", "at"),
        [
            ("[@p1472]", "p1472", ""),
            ("[@p1472, p. 207]", "p1472", "p. 207"),
            ("[@a_b-c, tables 2, 3]", "a_b-c", "tables 2, 3"),
        ],
    )
    def test_citations(self, text, key, at):
        assert [(item.kind, item.name, item.at) for item in references(text)] == [("source", key, at)]

    @pytest.mark.parametrize(
        "inside",
        [
            "1 + 1",
            "",
            "baseline",
            "baseline.usa.margin | upper",
            "baseline.__class__.__mro__()",
            "a.b | full | full",
            "config['x']",
            "A.b",
        ],
    )
    def test_whatever_else_stands_between_braces_is_broken_not_ignored(self, inside):
        assert [item.kind for item in references(f"{{{{ {inside} }}}}")] == ["broken"]

    @pytest.mark.parametrize(
        "text", ["a { b } c", "{ {a.b} }", "[a](b)", "[@]", "user@example.org", "[ @x]", "{%raw%}"]
    )
    def test_what_only_resembles_a_reference_is_text(self, text):
        assert list(references(text)) == []


class TestMarkdown:
    def test_the_plain_forms_of_markdown(self):
        text = render(
            "One *two* **three** `four`.\n\n- a\n- b\n\n1. c\n\n> d\n\n| e | f |\n|---|---|\n| 1 | 2 |", nothing
        )
        assert {"p", "em", "strong", "code", "ul", "ol", "li", "blockquote", "table", "th", "td"} <= Elements(text).tags

    def test_it_stands_on_one_line_so_that_no_host_can_take_it_apart(self):
        assert "\n" not in render("a\n\nb\n\n- c\n- d\n\n    code\n    more\n", nothing)

    def test_line_breaks_inside_code_survive(self):
        text = render("para\n\n    one\n    two\n", nothing)
        assert html.unescape(re.sub("<[^>]*>", "", text)).split() == ["para", "one", "two"]
        assert "one&#10;two" in text

    @pytest.mark.parametrize(
        "url",
        [
            "https://example.org/a?b=1&c=2",
            "http://example.org",
            "mailto:a@example.org",
            "../other/index.html",
            "#ref-x",
        ],
    )
    def test_links_to_the_web_by_mail_and_within_the_site(self, url):
        assert ("a", "href", url) in Elements(render(f"[text]({url})", nothing)).attributes

    def test_a_reference_is_put_in_as_it_is(self):
        assert render("It is {{ a.b | full }}.", resolve) == "<p>It is <b class='run'>a:b:full</b>.</p>"

    def test_references_work_inside_emphasis_tables_and_code(self):
        text = render("*{{ a.b }}* `{{ a.c }}`\n\n| x |\n|---|\n| {{ a.d }} |", resolve)
        for name in "bcd":
            assert f"<b class='run'>a:{name}:estimate</b>" in text

    def test_numbers_keep_their_order(self):
        text = render(" ".join(f"{{{{ a.n{i} }}}}" for i in range(12)), resolve)
        assert re.findall(r"a:(n\d+):", text) == [f"n{i}" for i in range(12)]

    def test_a_single_paragraph_can_go_without_its_element(self):
        assert render_inline("a *b*", nothing) == "a <em>b</em>"
        assert render_inline("a\n\nb", nothing) == "<p>a</p> <p>b</p>"

    def test_plain_text_has_neither_markup_nor_entities(self):
        assert plain("a *b* & [c](https://d)\n\n- e", nothing) == "a b & c e"


ATTACKS = [
    "<script>alert(1)</script>", "<SCRIPT src=//x></SCRIPT>", "<img src=x onerror=alert(1)>", "![x](javascript:alert(1))", "![x](https://x/y.png)", "![x][y]\n\n[y]: https://x/y.png",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)",
    "[x][y]\n\n[y]: javascript:alert(1)", "<javascript:alert(1)>", "<https://x/\"onmouseover=alert(1)>", '[x](https://x "a\\" onclick=\\"alert(1)")', "[x](https://x){onclick=alert(1)}",
    "text{: onclick=alert(1) }", "# head {#id .class onclick=x}", "<div markdown=1 onclick=alert(1)>x</div>", "<!-- x --><iframe src=//x></iframe>", "<svg/onload=alert(1)>",
    "<style>*{display:none}</style>", "<a href='https://x' style='position:fixed' class='bt-verdict' id='ref-x'>x</a>", "<base href=//x>", "<meta http-equiv=refresh content=0>", "<form action=//x><input></form>",
    "`<script>alert(1)</script>`", "    <script>alert(1)</script>", "| <img src=x> |\n|---|\n| <b onclick=x> |", "&lt;script&gt;alert(1)&lt;/script&gt;", "<<script>script>alert(1)</script>",
    "<p\nonclick=alert(1)\n>x", "<a\x00href=javascript:x>", "\ue0000\ue001<script>", "\ue00099\ue001", "\x02wzxhzdk:0\x03", "</div></section><script>x</script>", "<template data-spec>{}</template>",
]  # fmt: skip
ALLOWED = {
    "a",
    "blockquote",
    "br",
    "code",
    "em",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}


def holds(text, inner):
    found = Elements(text)
    assert found.tags <= ALLOWED, inner
    assert found.comments == []
    for tag, name, value in found.attributes:
        assert (tag, name) in {("a", "href"), ("a", "title")}, inner
        if name == "href":
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", html.unescape(value or ""), re.IGNORECASE)
            assert scheme is None or scheme[1].lower() in {"http", "https", "mailto"}, inner


class TestNothingActiveSurvives:
    @pytest.mark.parametrize("text", ATTACKS)
    def test_no_element_attribute_or_scheme_beyond_the_short_list(self, text):
        for given_ in (text, f"before {text} after", f"- {text}", f"*{text}*", f"> {text}"):
            holds(render(given_, nothing), given_)

    @properties
    @given(
        st.lists(
            st.sampled_from(
                [*ATTACKS, "a", " ", "\n", "\n\n", "*", "`", "[", "](", ")", "<", ">", '"', "&", "{{", "}}", "|"]
            ),
            max_size=6,
        ).map("".join)
    )
    def test_nor_in_any_mixture(self, text):
        if not list(references(text)):
            holds(render(text, nothing), text)

    @properties
    @given(st.text(max_size=80))
    def test_nor_in_any_text_and_it_never_raises(self, text):
        holds(render(text, lambda _: ""), text)

    def test_private_characters_of_an_author_are_not_taken_for_a_reference(self):
        assert render("a \ue0000\ue001 {{ x.y }}", resolve).count("class='run'") == 1

    def test_the_words_of_an_attack_stay_readable(self):
        assert "alert(1)" in html.unescape(render("<script>alert(1)</script>", nothing))


class TestHeadings:
    @pytest.mark.parametrize(
        "text",
        [
            "<script>x</script>",
            "# a",
            "a {#id .c onclick=x}",
            "[x](javascript:y)",
            "![x](y)",
            "a_b_c *d* `e`",
            "1 & 2 &amp; 3",
            "{{ a.b }}",
            "^[note]",
            "a | b",
            "~~x~~",
            "\\*",
            "$x$",
            "==x==",
        ],
    )
    def test_plain_text_comes_through_a_host_s_markdown_unharmed(self, text):
        host = markdown.Markdown(extensions=["tables", "footnotes", "toc", "attr_list", "md_in_html"])
        shown = host.convert(f"# {escape_markdown(text)}")
        assert Elements(shown).tags == {"h1"}
        assert [name for _, name, _ in Elements(shown).attributes] == ["id"]
        assert html.unescape(re.sub("<[^>]*>", "", shown)) == text

    @properties
    @given(
        st.text(alphabet=st.characters(blacklist_categories=["C", "Z"]), min_size=1, max_size=30).filter(
            lambda text: text.strip() == text
        )
    )
    def test_any_text_in_a_heading_is_only_text(self, text):
        shown = markdown.Markdown(extensions=["tables", "footnotes", "toc"]).convert(f"# x {escape_markdown(text)}")
        assert Elements(shown).tags == {"h1"}
        assert html.unescape(re.sub("<[^>]*>", "", shown)) == f"x {text}"


class TestCitations:
    def test_sources_are_numbered_in_the_order_they_are_first_cited(self):
        numbering = Numbering({"a": 1, "b": 2, "c": 3})
        assert [numbering.number(key) for key in ("b", "a", "b", "c")] == [1, 2, 1, 3]
        assert list(numbering.order) == ["b", "a", "c"]

    def test_a_citation_links_to_the_list_and_escapes_its_place(self):
        link = Numbering({"a": 1}).link("a", "p. <3> & 4")
        assert ("a", "href", "#ref-a") in Elements(link).attributes
        assert html.unescape(re.sub("<[^>]*>", "", link)) == "[1, p. <3> & 4]"

    def test_an_unknown_source_is_our_mistake_and_raises(self):
        with pytest.raises(KeyError):
            Numbering({}).number("a")
