"""Social cards: what they say stands within the picture, is escaped, and is the same picture each time."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import words
from generator.drawing import static
from generator.report.pages import Card, Case, Counted
from generator.report.social import HEIGHT, WIDTH, site_card, study_card, told

FONTS = Path(__file__).resolve().parent.parent / "site_templates" / "assets" / "fonts" / "measure"
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=200)


def card(title="A title", sure="Likely", shares=(0.7, 0.2, 0.1)):
    keys = ("delicate", "mad-stable", "one-sided")
    counted = tuple(
        Counted(key, words.VERDICTS[key][0], words.SHORT[key], share, 0.001)
        for key, share in zip(keys, shares, strict=False)
    )
    baseline = Case("baseline", "A day", "delicate", "Delicate balance", counted, "Nobody", None)
    return Card(
        slug="a", title=title, question="Why?", kind="force-exchange", period=(1958, 1958), verdict="delicate",
        verdict_name="Delicate balance", sentence="So.", sure=sure, cases=(baseline,), flip=None,
    )  # fmt: skip


def parts(svg, name):
    return list(ET.fromstring(svg).iter(f"{{http://www.w3.org/2000/svg}}{name}"))


@given(TEXTS, TEXTS)
def test_whatever_an_author_wrote_stays_text_and_inside_the_picture(title, sure):
    svg = study_card(card(title, sure))
    for text in parts(svg, "text"):
        assert 0 < float(text.get("x")) <= WIDTH
        assert 0 < float(text.get("y")) < HEIGHT
    assert not list(parts(svg, "script"))


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3).filter(lambda found: sum(found) > 0))
def test_the_bar_is_as_long_as_the_shares_say(found):
    shares = [share / sum(found) for share in found]
    bars = [part for part in parts(study_card(card(shares=shares)), "rect") if part.get("height") == "60"]
    assert [float(bar.get("width")) for bar in bars] == pytest.approx(
        [max(0, 1072 * share - 2) for share in shares], abs=0.06
    )


def test_a_card_names_title_verdict_and_confidence_in_its_picture_and_in_its_words():
    said = " ".join(text.text or "" for text in parts(study_card(card()), "text"))
    for word in ("A title", "Delicate balance", "Likely", "1958"):
        assert word in said
    assert told(card()) == "A title. Verdict: Delicate balance. Likely."


def test_the_card_of_the_site_has_a_square_with_letters_for_every_study():
    svg = site_card([card()] * 5)
    assert [text.text for text in parts(svg, "text")].count(words.SHORT["delicate"]) == 5


def test_a_card_is_the_same_picture_each_time_and_needs_no_colour_by_name():
    svg = study_card(card())
    assert "var(" not in svg
    assert static.png(svg, str(FONTS), scale=1) == static.png(svg, str(FONTS), scale=1)
