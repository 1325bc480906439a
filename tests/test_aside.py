"""Finished HTML goes around Markdown and comes back where it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.aside import put_back, set_aside

FIGURE = '<figure class="bt-figure" id="damage" data-search-exclude><div><svg><path d="M0"/></svg></div></figure>'
NESTED = "<div data-search-exclude><div>a</div>\n<div>b</div>\n</div>"


def test_a_block_is_set_aside_whole_and_leaves_its_id():
    text, blocks = set_aside(f"# A\n\n{FIGURE}\n\nWords.\n\n{NESTED}\n")
    assert text == '# A\n\n<div id="damage" data-bt-aside="0"></div>\n\nWords.\n\n<div data-bt-aside="1"></div>\n'
    assert blocks == (FIGURE, NESTED)


def test_what_is_not_marked_or_begins_within_a_line_or_a_block_stays():
    for text in (
        "<div><p data-search-exclude>a</p></div>",
        "a <p data-search-exclude>b</p>",
        "<p>data-search-exclude</p>",
    ):
        assert set_aside(text) == (text, ())
    outer = f"<section data-search-exclude>\n{NESTED}\n</section>"
    assert set_aside(outer)[1] == (outer,)


@given(st.lists(st.sampled_from([FIGURE, NESTED, "Words.", "## Heading", "<p>Shown</p>"])))
def test_whatever_is_set_aside_can_be_put_back(parts):
    markdown = "\n\n".join(parts)
    assert put_back(*set_aside(markdown)) == markdown


def test_a_block_without_an_end_is_an_error():
    with pytest.raises(ValueError, match="nothing ends <div data-search-exclude>"):
        set_aside("<div data-search-exclude><div></div>")


@pytest.mark.parametrize("html", ["", '<div data-bt-aside="1"></div>', '<div data-bt-aside="0"></div>' * 2])
def test_a_block_that_lost_its_place_is_an_error(html):
    with pytest.raises(ValueError, match="of 1 blocks set aside"):
        put_back(html, (NESTED,))


def test_no_mark_is_left_in_any_page(built_site):
    for path in built_site.rglob("*.html"):
        assert "data-bt-aside" not in path.read_text(encoding="utf-8"), path
