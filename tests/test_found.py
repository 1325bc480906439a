"""What the search holds of a page: every heading, the first words of each section, and no more than a page may bring."""

import json

from hypothesis import given
from hypothesis import strategies as st

from generator.found import MOST, within

PAGE = "studies/x/index.html"


def entry(title, text="", anchor=""):
    return {"location": f"{PAGE}#{anchor}" if anchor else PAGE, "title": title, "text": text}


def weight(entries):
    return len(",".join(json.dumps(each, separators=(",", ":")) for each in entries))


WORDS = st.text(st.sampled_from("abc .é…—&<>"), max_size=900).map(
    lambda text: text.replace("<", "&lt;").replace(">", "&gt;")
)
PAGES = st.lists(st.tuples(st.text("abcä ", min_size=1, max_size=40), WORDS), min_size=1, max_size=20).map(
    lambda parts: [entry(title, f"<p>{text}</p>", f"s{i}" if i else "") for i, (title, text) in enumerate(parts)]
)


class TestWithin:
    @given(PAGES)
    def test_no_page_weighs_more_than_it_may(self, page):
        assert weight(within(page, {})) <= MOST

    @given(PAGES)
    def test_every_section_with_words_keeps_its_heading_and_its_place(self, page):
        kept = within(page, {})
        assert [each["location"] for each in kept] == [each["location"] for each in page]
        assert [each["title"] for each in kept] == [each["title"] for each in page]

    @given(PAGES, st.integers(2600, MOST))
    def test_what_is_cut_begins_as_the_section_does(self, page, most):
        whole = {each["location"]: each["text"] for each in within(page, {}, most=10**6)}
        for each in within(page, {}, most):
            text = each["text"]
            assert (
                whole[each["location"]].startswith(text.removesuffix("…").rstrip()) or text == whole[each["location"]]
            )

    def test_a_long_section_is_cut_at_the_end_of_a_sentence(self):
        (kept,) = within([entry("A", "<p>" + "One short sentence. " * 60 + "</p>")], {}, most=300)
        assert kept["text"].endswith("One short sentence.")

    def test_no_markup_is_left_that_nothing_closes(self):
        (kept,) = within([entry("A", "<ul><li>one</li> <li>two &lt;b&gt;</li></ul>")], {})
        assert kept["text"] == "one two &lt;b&gt;"

    def test_short_sections_leave_their_room_to_long_ones(self):
        page = [entry("A", "a " * 50), entry("B", "b", "b"), entry("C", "word " * 2000, "c")]
        assert weight(within(page, {})) > 0.95 * MOST

    def test_an_empty_section_before_the_title_and_one_without_a_title_are_left_out(self):
        page = [entry("A"), entry("A", "Words.", "a"), entry("A", "", "nameless"), entry("B", "", "b")]
        assert within(page, {}) == [entry("A", "Words."), entry("B", "", "b")]

    def test_where_headings_alone_are_too_many_those_within_others_become_their_words(self):
        page = [entry("Glossary", "All words."), entry("A to M", "", "a")]
        page += [entry(f"Term number {n}", "What it means. " * 9, f"term-{n}") for n in range(90)]
        kept = within(page, {f"{PAGE}#term-{n}": f"{PAGE}#a" for n in range(90)})
        assert [each["title"] for each in kept] == ["Glossary", "A to M"]
        assert all(f"Term number {n}" in kept[1]["text"] for n in range(90))
        assert weight(kept) <= MOST

    def test_of_headings_without_end_the_last_are_left_out(self):
        page = [entry("A", "Words."), *(entry("Title " * 60, "", f"t{n}") for n in range(40))]
        kept = within(page, {})
        assert kept[:2] == [entry("A", "Words."), entry("Title " * 60, "", "t0")]
        assert 0.9 * MOST < weight(kept) <= MOST
        assert within([entry("A" * 6000)], {}) == []
