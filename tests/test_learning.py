"""The pages to learn from: the glossary and the map of concepts lead where they say, and every word is there once."""

import re
from pathlib import Path
from typing import get_args

import pytest

from generator.study import Grade

REPO = Path(__file__).resolve().parent.parent
PAGES = REPO / "site_templates" / "pages"
GLOSSARY = (PAGES / "glossary" / "index.md").read_text(encoding="utf-8")
CONCEPTS = (PAGES / "concepts" / "index.md").read_text(encoding="utf-8")
WORKS = re.compile(r"\]\(\.\./(?:studies|method|context)/")


def sections(text, level):
    """Heading -> what stands under it, up to the next heading of the same or a higher level."""
    parts = re.split(rf"(?m)^(#{{1,{level}}}) (.+)$", text)
    return {
        title: body
        for mark, title, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
        if len(mark) == level
    }


class TestHandWrittenPages:
    def test_every_study_they_lead_to_is_there(self):
        led = {
            slug
            for page in PAGES.rglob("*.md")
            for slug in re.findall(r"/studies/([\w-]+)/index\.md", page.read_text(encoding="utf-8"))
        }
        assert led
        assert sorted(slug for slug in led if not (REPO / "studies" / f"{slug}.yml").is_file()) == []


class TestGlossary:
    def test_the_words_stand_in_order_under_the_letters_of_their_heading(self):
        for title, body in sections(GLOSSARY, 2).items():
            span = re.fullmatch(r"([A-Z]) to ([A-Z])", title)
            words = re.findall(r"(?m)^### (.+)$", body)
            assert bool(span) == bool(words), title
            if span:
                assert words == sorted(words, key=str.casefold)
                assert span[1] <= words[0][0] and words[-1][0] <= span[2]

    def test_every_word_says_where_it_works(self):
        assert [
            word for word, body in sections(GLOSSARY, 3).items() if not WORKS.search(body.split("Works in:")[-1])
        ] == []

    def test_a_word_with_two_meanings_leads_to_its_entry(self):
        rows = [line for line in sections(GLOSSARY, 2)["One word, two things"].splitlines() if line.startswith("| **")]
        assert len(rows) >= 10
        assert [row for row in rows if "](#" not in row] == []


class TestConcepts:
    @pytest.mark.parametrize("line", ["Equation", "At work", "Source", "Contested"])
    def test_every_idea_has_its(self, line):
        ideas = sections(CONCEPTS, 3)
        assert len(ideas) > 20
        assert [idea for idea, body in ideas.items() if body.count(f"- **{line}**: ") != 1] == []

    def test_a_source_carries_a_grade(self):
        named = re.findall(r"(?m)^- \*\*Source\*\*: (.+)$", CONCEPTS)
        assert [line for line in named if not any(f"*{grade}*" in line for grade in get_args(Grade))] == []


class TestPagesOfOneTab:
    def test_each_names_the_others_and_marks_itself(self, built_site):
        for name, others in (("glossary", ("concepts", "term", "context")), ("concepts", ("glossary", "term"))):
            text = (built_site / name / "index.html").read_text(encoding="utf-8")
            row = text[text.index('class="bt-siblings"') :].split("</nav>", 1)[0]
            assert all(f'href="../{other}/index.html"' in row for other in others)
            assert row.count('aria-current="page"') == 1

    def test_a_page_alone_in_its_tab_has_no_such_row(self, built_site):
        assert "bt-siblings" not in (built_site / "write" / "index.html").read_text(encoding="utf-8")
