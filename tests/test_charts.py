"""What a reader takes away of a chart: files that stand alone, say where they come from, and are the same every time."""

import csv
import functools
import io
import json
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.context.panels import panels
from generator.drawing import static, theme, timelines
from generator.drawing.ends import APART, fit, spread
from generator.drawing.figure import Column, Drawing, Table
from generator.drawing.png import tightened
from generator.drawing.sheet import Origin, Sheet, on_sheet
from generator.drawing.specification import complete, drawing, portable
from generator.drawing.stacks import stacked
from generator.report.takeaway import table_json

ASSETS = Path(__file__).resolve().parent.parent / "site_templates" / "assets"
FONTS = ASSETS / "fonts" / "measure"
SVG = "{http://www.w3.org/2000/svg}"
ENDS = ("csv", "json", "svg", "png", "vl.json")
ATTACK = "var(--bt-ink) </text><script>x</script> & \"'"


@functools.cache
def chart():
    return panels(("no-use",))[0].drawings[0]


@functools.cache
def picture():
    return static.svg(complete(chart().wide, chart().rows), str(FONTS), "x")


def sheet(title="A title", finding="A finding.", description="What is shown.", credit="A study. CC BY 4.0"):
    return Sheet(title, finding, description, credit)


def rgba(raw):
    """The pixels of a PNG (height, width, channel), read by the filters that its rows name."""
    width, height, _, kind = struct.unpack(">IIBB", raw[16:26])
    channels, data, at = {6: 4, 2: 3}[kind], b"", 8
    while at < len(raw):
        length, name = struct.unpack(">I4s", raw[at : at + 8])
        assert (
            zlib.crc32(raw[at + 4 : at + 8 + length]) == struct.unpack(">I", raw[at + 8 + length : at + 12 + length])[0]
        )
        data += raw[at + 8 : at + 8 + length] if name == b"IDAT" else b""
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + channels * width)
    assert set(rows[:, 0]) <= {0, 1}, "a filter that this reader does not know"
    found = rows[:, 1:].reshape(height, width, channels)
    return np.where((rows[:, 0] == 1)[:, np.newaxis, np.newaxis], found.cumsum(axis=1, dtype=np.uint8), found)


def words_of(tree):
    return [" ".join(node.itertext()) for node in tree.iter(f"{SVG}text")]


class TestThePalette:
    def test_is_that_of_the_site_s_styles_in_light(self):
        css = (ASSETS / "tokens.css").read_text(encoding="utf-8")
        assert dict(re.findall(r"--bt-([a-z0-9-]+): light-dark\((#[0-9a-f]{6}),", css)) == theme.LIGHT

    def test_leaves_alone_what_is_no_colour_of_ours(self):
        assert (
            theme.in_light("var(--bt-ink) var(--bt-evil) var(--md-x)")
            == f"{theme.LIGHT['ink']} var(--bt-evil) var(--md-x)"
        )


class TestNamesAtTheEndsOfLines:
    @settings(deadline=None, derandomize=True)
    @given(st.lists(st.floats(0, 320), min_size=1, max_size=6))
    def test_no_two_meet_and_none_changes_its_place_among_the_others(self, heights):
        found = spread(heights)
        order = sorted(range(len(heights)), key=lambda i: heights[i])
        placed = [found[i] for i in order]
        assert all(after - before > APART - 1e-6 for before, after in pairwise(placed))
        assert sum(found) == pytest.approx(sum(heights), abs=1e-6)

    def test_names_that_meet_nobody_stay_where_their_lines_end(self):
        assert spread([10.0, 200.0, 100.0]) == [10.0, 200.0, 100.0]

    def test_many_or_long_names_stay_in_the_legend(self):
        assert fit(["United States", "China"])
        assert not fit(["United States", "x" * 40])
        assert not fit([str(i) for i in range(9)])


class TestNamesAboveColumns:
    """On a phone the names of postures stand above their columns, on as many lines as they need."""

    def places(self, *names):
        """How far down each line of text begins, by its words."""
        rows = [
            {"year": "2004", "label": name, "what": "One: One-sided", "short": "One", "text": "held"} for name in names
        ]
        colours = {"One: One-sided": "#777"}
        drawn = drawing("strip", "", "", "", lambda width: timelines.strip(rows, width, colours), Table((), ()))
        found = {}

        def walk(node, down):
            for part in re.findall(r"translate\([^,]+,([-\d.]+)\)", node.get("transform", "")):
                down += float(part)
            if node.tag == f"{SVG}text":
                for line in node if len(node) else [node]:
                    down += float(line.get("dy", 0))
                    found["".join(line.itertext())] = down
            else:
                for child in node:
                    walk(child, down)

        walk(ET.fromstring(static.svg(complete(drawn.narrow, drawn.rows), str(FONTS), "x")), 0)
        return found

    def test_all_lines_of_the_longest_stand_above_the_cells(self):
        found = self.places("China alone", "Nobody believes in a freeze", "The Federal Reserve buys nothing")
        assert found["nothing"] < found["One"] - 15
        assert found["China alone"] < found["nothing"], "not in one line"


class TestStackedParts:
    """Parts of a bar are told apart without colour, and what is too much is named in the chart."""

    def words(self, *losses, limit=2.0):
        starts = [0.0, *np.cumsum(losses)]
        names = [f"loss {number}" for number in range(len(losses))]
        rows = [
            {"label": "Harm", "what": name, "start": start, "end": end, "limit": limit, "text": "x"}
            for name, (start, end) in zip(names, pairwise(starts), strict=True)
        ]
        drawn = drawing(
            "s", "", "", "", lambda width: stacked(rows, width, "Lost", dict.fromkeys(names, "#777"), "too much"),
            Table((), ()),
        )  # fmt: skip
        return words_of(ET.fromstring(static.svg(complete(drawn.wide, drawn.rows), str(FONTS), "x")))

    def test_each_part_with_room_bears_the_letter_that_the_legend_explains(self):
        found = self.words(1.0, 0.02, 1.5)
        assert [word for word in found if ": loss" in word] == ["A: loss 0", "B: loss 1", "C: loss 2"]
        assert "A" in found and "C" in found
        assert "B" not in found, "a letter where it has no room"

    def test_there_is_a_letter_for_every_part_however_many_there_are(self):
        found = self.words(*[1.0] * 30)
        assert {"Z: loss 25", "AA: loss 26", "AD: loss 29"} <= set(found)

    @pytest.mark.parametrize(("limit", "named"), [(0.1, True), (2.0, True), (400.0, False)])
    def test_what_is_too_much_is_named_where_it_is_in_the_chart(self, limit, named):
        assert ("too much" in self.words(1.0, 1.5, limit=limit)) == named


class TestASheet:
    def test_needs_no_page_and_no_styles(self):
        tree = ET.fromstring(on_sheet(picture(), sheet()))
        assert "Fira Sans" in tree.get("font-family")
        assert tree.get("font-family").endswith("sans-serif")
        assert [value for node in tree.iter() for value in node.attrib.values() if "var(" in value] == []
        assert all(tree.get(name) for name in ("width", "height", "viewBox"))

    def test_says_what_it_shows_and_where_it_is_from(self):
        tree = ET.fromstring(on_sheet(picture(), sheet(finding="word " * 60)))
        shown = words_of(tree)
        assert shown[0] == "A title"
        assert "A study. CC BY 4.0" in shown
        assert sum(line.count("word") for line in shown) == 60
        assert max(len(line) for line in shown if "word" in line) < 90
        assert tree.find(f"{SVG}desc").text == "What is shown."

    def test_keeps_an_author_s_words_as_they_are(self):
        tree = ET.fromstring(on_sheet(picture(), sheet(ATTACK, ATTACK, ATTACK, ATTACK)))
        assert words_of(tree).count(ATTACK) == 3
        assert list(tree.iter(f"{SVG}script")) == []

    def test_is_made_of_a_picture_of_ours_alone(self):
        with pytest.raises(ValueError, match="picture"):
            on_sheet("<p>no picture</p>", sheet())

    def test_becomes_the_same_png_every_time_at_twice_its_size(self):
        drawn = on_sheet(picture(), sheet())
        one, other = (static.png(drawn, str(FONTS)) for _ in range(2))
        tree = ET.fromstring(drawn)
        assert one == other
        assert one[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", one[16:24]) == tuple(
            round(2 * float(tree.get(name))) for name in ("width", "height")
        )

    def test_loses_no_pixel_where_its_png_loses_bytes(self):
        import vl_convert  # the renderer itself, to compare with

        small = on_sheet(picture(), sheet())
        before = vl_convert.svg_to_png(small, scale=2)
        after = static.png(small, str(FONTS))
        assert len(after) < 0.6 * len(before)
        pixels = rgba(before)
        assert (pixels[:, :, 3] == 255).all()
        assert (rgba(after) == pixels[:, :, :3]).all()

    def test_is_refused_where_it_is_no_picture_of_the_renderer(self):
        with pytest.raises(ValueError, match="RGBA"):
            tightened(b"\x89PNG\r\n\x1a\n" + bytes(40))


class TestASpecification:
    def test_stands_alone_in_light_colours_and_says_where_it_is_from(self):
        found = json.loads(portable(chart(), source="A study", licence="CC BY 4.0"))
        rows = found.pop("datasets")
        assert "vega-lite" in found["$schema"]
        assert rows == json.loads(chart().rows)
        assert "var(" not in json.dumps(found)
        assert found["usermeta"]["source"] == "A study"
        assert found["usermeta"]["title"] == chart().title
        assert found["config"]["background"] == theme.LIGHT["paper"]

    def test_draws_the_chart_of_the_page(self):
        drawn = static.svg(portable(chart()).decode(), str(FONTS), "x")
        # On paper of its own, else stroke for stroke the same.
        assert re.sub(r'<rect [^>]*fill="#fdfcf9"[^>]*/>', "", drawn, count=1) == theme.in_light(picture())

    def test_keeps_an_author_s_words_as_they_are(self):
        item = Drawing(
            "x", ATTACK, ATTACK, ATTACK, '{"layer":[]}', "{}", json.dumps({"d0": [{"label": ATTACK}]}), Table((), ())
        )
        found = json.loads(portable(item))
        assert found["datasets"]["d0"] == [{"label": ATTACK}]
        assert found["usermeta"]["title"] == ATTACK


class TestTheRowsAsJson:
    def test_have_names_units_and_source_beside_them(self):
        table = Table(
            (Column("who", "Who", False), Column("share", "Share", unit="%")),
            (("=1+1", 12.34567891), ("b", None), ("c", float("inf")), ("d", float("-inf"))),
        )
        item = Drawing("x", "T", "F.", "D", "{}", "{}", "{}", table)
        raw = table_json(item, Origin("A study", "studies/a/index.html", "CC BY 4.0"))
        found = json.loads(raw, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))
        assert [column["unit"] for column in found["columns"]] == [None, "%"]
        assert found["rows"] == [
            {"who": "=1+1", "share": 12.3457},
            {"who": "b", "share": None},
            {"who": "c", "share": "Infinity"},
            {"who": "d", "share": "-Infinity"},
        ]
        assert (found["title"], found["source"], found["licence"]) == ("T", "A study", "CC BY 4.0")


class TestTheBuiltSite:
    def test_every_figure_has_its_files_named_after_it_beside_the_page(self, built_site):
        figures = 0
        for page in sorted(built_site.rglob("index.html")):
            text = page.read_text(encoding="utf-8")
            for id, base in re.findall(
                r'<figure class="bt-figure" id="([^"]+)" data-charts="((?:\.\./)?)charts\.js"', text
            ):
                figures += 1
                files = [page.parent / base / f"{id}.{end}" for end in ENDS]
                assert [file.name for file in files if not file.is_file()] == []
                rows, data, svg, png, spec = (file.read_bytes() for file in files)
                lines = list(csv.DictReader(io.StringIO(rows.decode())))
                told = json.loads(data)
                assert len(lines) == len(told["rows"])
                assert list(lines[0]) == [column["key"] for column in told["columns"]] == list(told["rows"][0])
                assert told["source"]
                assert told["licence"]
                assert ET.fromstring(svg).get("viewBox")
                assert png.startswith(b"\x89PNG")
                assert json.loads(spec)["usermeta"]["id"] == id
        assert figures > 20

    def test_every_link_below_a_figure_names_the_figure(self, built_site):
        text = (built_site / "studies" / "pair" / "index.html").read_text(encoding="utf-8")
        names = re.findall(r'<a href="[^"]+"(?: download)? aria-label="([^"]+)">([^<]+)</a>', text)
        below = [(name, shown) for name, shown in names if re.search(r"figure \d+$", name)]
        assert len(below) == 6 * text.count('<figure class="bt-figure"')
        assert len({name for name, _ in below}) == len(below)
        assert all(name.startswith(shown) for name, shown in below)
