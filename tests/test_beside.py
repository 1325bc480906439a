"""What lies beside a study: data files and the bibliography, found, refused, read, and part of the cache's keys."""

import csv
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.loading.beside import Beside, Bibliography, Refused, files_mentioned, keys_mentioned
from generator.loading.bibliography import read_bibliography
from generator.loading.reading import read_study
from generator.loading.table import MAX_ROWS, MAX_TOLD, _spans, read_table
from generator.pipeline.cache import Cache
from generator.pipeline.checking import problems_of
from generator.pipeline.folder import bibliography_of, studies_in, study_file
from generator.pipeline.job import Around, Job
from generator.pipeline.reports import make_reports
from generator.registry import KINDS

ALONE = (Path(__file__).parent / "studies" / "alone.yml").read_text(encoding="utf-8")
WRITE = Path(__file__).parents[1] / "site_templates" / "pages" / "write"
SHIPS = b"year,north,south\n1900,3,4\n1901,5.5,\n"
BOOKS = b"""primer:
  citation: "A. Author. *A Primer*. 1965."
  url: https://example.org/primer
annals: {citation: The Annals.}
"""


def series(body="file: data/ships.csv"):
    """The study with a series whose source stands in the bibliography."""
    entry = f"  ships: {{title: Ships, unit: ships, evidence: {{grade: reported, source: primer}}, {body}}}"
    return ALONE.replace("sources: {}", f"sources: {{}}\nseries:\n{entry}")


def read(text, files=None, books=BOOKS):
    beside = Beside(files or {"data/ships.csv": SHIPS}, read_bibliography("studies/bibliography.yml", books))
    return read_study("studies/alone.yml", text.encode(), KINDS, beside)


def told(problems):
    return [(problem.file, problem.line, problem.column, problem.code) for problem in problems]


class TestATable:
    def test_has_years_down_and_a_line_in_each_column(self):
        table = read_table("x.csv", SHIPS)
        assert table.problems == []
        assert table.lines == {"north": {1900.0: 3.0, 1901.0: 5.5}, "south": {1900.0: 4.0}}

    @pytest.mark.parametrize("raw", [b"\xef\xbb\xbf" + SHIPS, SHIPS.replace(b"\n", b"\r\n"), SHIPS.replace(b"\n", b"\r"),
                                     SHIPS + b"\n\n", SHIPS.replace(b",", b" , "), SHIPS.replace(b"3", b'"3"')])  # fmt: skip
    def test_is_the_same_however_an_editor_saves_it(self, raw):
        table = read_table("x.csv", raw)
        assert table.problems == []
        assert table.lines == read_table("x.csv", SHIPS).lines

    @pytest.mark.parametrize(
        ("raw", "line", "column", "code", "what", "instead"),
        [
            (b"", 1, 1, "E374", "the file is empty", "year,usa,ussr"),
            (b"Jahr,usa\n1,2\n", 1, 1, "E374", "the first column is called 'Jahr'", "call it `year`"),
            (b"year;usa\n1;2\n", 1, 1, "E374", "the first column is called 'year;usa'", "commas"),
            (b"year\n1900\n", 1, 1, "E374", "no column stands beside the year", "one for each line"),
            (b"year,usa\n", 1, 1, "E374", "no row follows the names", "one row for each year"),
            (b"year,usa,USA\n1,2,3\n", 1, 10, "E374", "'USA' is no name for a line", "lower-case"),
            (b"year,usa,usa\n1,2,3\n", 1, 10, "E374", "the column 'usa' stands here twice", "one column"),
            (b"year,usa\n1900,1,2\n", 2, 8, "E374", "3 cells in this row, 2 names in the first line", "empty"),
            (b"year,usa\n1900\n", 2, 1, "E374", "1 cell in this row, 2 names in the first line", "empty"),
            (b'year,usa\n1900,"1\n', 2, 1, "E374", "the quotes in this line do not match", "its own line"),
            (b"year,usa\n1900," + b"1" * 10_001, 2, 1, "E374", "the line has 10,006 characters", "at most 10,000"),
            (b"year" + b",a" * 60, 1, 1, "E374", "there are 61 columns", "at most 59 lines"),
            (b"year,usa\nMCM,1\n", 2, 1, "E375", "'MCM' is not a year", "in figures"),
            (b"year,usa\n1900,1\n1900.0,2\n", 3, 1, "E375", "the year 1900.0 stands here twice", "first in line 2"),
            (b"year,usa\n1900,nan\n", 2, 6, "E375", "'nan' is not a finite number", "in figures"),
            (b"year,usa\n1900,1e999\n", 2, 6, "E375", "'1e999' is not a finite number", "in figures"),
            (b"year,usa\n1900,1_000\n", 2, 6, "E375", "'1_000' is not a finite number", "in figures"),
            (b"year,usa\n1900, 1 000\n", 2, 7, "E375", "'1 000' is not a finite number", "write 1000"),
            (b'year,usa\n1900,"1,5"\n', 2, 6, "E375", "'1,5' is not a finite number", "write 15, or 1.5"),
            ("year,usa\n1900,١\n".encode(), 2, 6, "E375", "'١' is not a finite number", "in figures"),
            (b"year,usa\n1900,1\x00\n", 2, 6, "E375", "'1\u2400' is not a finite number", "in figures"),
            (b"year,usa\n1900,\xff\n", 2, 6, "E373", "byte 0xff is not UTF-8", "save the file as UTF-8"),
            (b"\xef\xbb\xbfyear,\xff\n", 1, 6, "E373", "byte 0xff is not UTF-8", "save the file as UTF-8"),
            ("year,usa\n1900,1\n".encode("utf-16"), 1, 1, "E373", "byte 0xff is not UTF-8", "save the file as UTF-8"),
            (b"a" * ((1 << 20) + 1), 1, 1, "E373", "the file has more than 1,048,576 bytes", "keep the years"),
        ],
    )  # fmt: skip
    def test_tells_what_is_wrong_at_its_line_and_column(self, raw, line, column, code, what, instead):
        (problem,) = read_table("x.csv", raw).problems
        assert (problem.file, problem.line, problem.column, problem.code) == ("x.csv", line, column, code)
        assert problem.what == what
        assert instead in problem.instead

    def test_tells_every_cell_that_is_wrong_up_to_a_bound(self):
        rows = b"".join(b"%d,x\n" % year for year in range(1000, 1100))
        assert len(read_table("x.csv", b"year,usa\n" + rows).problems) == MAX_TOLD

    def test_has_a_bounded_number_of_rows(self):
        rows = "".join(f"{year},1\n" for year in range(MAX_ROWS + 1))
        (problem,) = read_table("x.csv", f"year,usa\n{rows}".encode()).problems
        assert (problem.code, problem.line) == ("E374", MAX_ROWS + 2)

    @given(st.binary(max_size=200) | st.text(alphabet='year,usa"\n\r 190.-e;\t\x00é', max_size=200).map(str.encode))
    def test_is_read_or_refused_whatever_the_bytes(self, raw):
        table = read_table("x.csv", raw)
        for problem in table.problems:
            assert problem.line >= 1
            assert problem.column >= 1

    @given(st.text(alphabet='a", b', min_size=1, max_size=14))
    def test_finds_each_cell_where_the_csv_module_divides_the_line(self, line):
        try:
            (values,) = csv.reader([line], strict=True)
        except (csv.Error, ValueError):
            return
        cells = [line[start:end] for start, end in _spans(line)]
        assert len(cells) == len(values)
        for cell, value in zip(cells, values, strict=True):
            assert cell.replace('"', "").strip() == value.replace('"', "").strip()


class TestASeriesInAFile:
    def test_is_the_same_as_written_out(self):
        lines = "lines: {north: {1900: 3, 1901: 5.5}, south: {1900: 4}}"
        in_file, written = read(series()), read(series(lines))
        assert (in_file.problems, written.problems) == ((), ())
        assert in_file.study.series == written.study.series
        assert list(in_file.study.files) == ["data/ships.csv"]
        assert in_file.study.canonical() == written.study.canonical()

    def test_tells_problems_in_the_file_they_stand_in(self):
        found = read(series(), {"data/ships.csv": b"year,north\n1900,x\n"})
        assert found.study is None
        assert told(found.problems) == [("studies/data/ships.csv", 2, 6, "E375")]
        assert found.problems[0].excerpt == "1900,x"

    @pytest.mark.parametrize("body", ["says: Nothing.", "file: data/ships.csv, lines: {north: {1900: 3}}"])
    def test_has_lines_or_a_file_and_not_both(self, body):
        (problem,) = read(series(body)).problems
        assert (problem.code, problem.line) == ("E376", ALONE.split("\n").index("sources: {}") + 3)

    @pytest.mark.parametrize(
        ("path", "code"),
        [
            ("../secret.csv", "E371"), ("data/../../secret.csv", "E371"), ("/etc/passwd.csv", "E371"),
            ("C:/data.csv", "E371"), ("'data\\ships.csv'", "E371"), ("https://example.org/x.csv", "E371"),
            ("~/ships.csv", "E371"), (".ships.csv", "E371"), ("data/.git/x.csv", "E371"), ("./ships.csv", "E371"),
            ("data/ships.txt", "E372"), ("data/ships.CSV", "E372"), ("data//ships.csv", "E372"),
            ("'data/my ships.csv'", "E372"), ("data/schiffe-süd.csv", "E372"), ("nowhere.csv", "E372"),
            ('"data/sh\\x69ps.csv"', None),
        ],
    )  # fmt: skip
    def test_lies_below_the_studies_under_a_plain_name(self, path, code):
        found = read(series(f"file: {path}"))
        assert [problem.code for problem in found.problems] == ([] if code is None else [code])
        for problem in found.problems:
            assert problem.excerpt[problem.indent :].startswith(path)

    def test_is_mentioned_by_the_bytes_of_the_study_before_anybody_reads_it_as_yaml(self):
        assert files_mentioned(series().encode()) == ["data/ships.csv"]
        assert files_mentioned(b"see ../x.csv, /y.csv, .z.csv and a.csv") == ["a.csv"]
        assert len(files_mentioned(b" ".join(b"f%d.csv" % i for i in range(500)))) == 100


class TestTheBibliography:
    def test_is_read_in_the_form_of_the_sources_of_a_study(self):
        found = read_bibliography("b.yml", BOOKS)
        assert found.problems == ()
        assert list(found.entries) == ["primer", "annals"]
        assert found.entries["primer"].url == "https://example.org/primer"
        assert found.lines == {"primer": 1, "annals": 4}

    @pytest.mark.parametrize("raw", [b"", b"# nothing yet\n", b"{}\n"])
    def test_may_hold_nothing(self, raw):
        assert read_bibliography("b.yml", raw) == Bibliography("b.yml")

    @pytest.mark.parametrize(
        ("raw", "place"),
        [
            (b"a: {citation: A., accesed: '2020'}", ("b.yml", 1, 19, "E202")),
            (b"a: {url: 'https://a.org'}", ("b.yml", 1, 1, "E382")),
            (b"a: {citation: 1}", ("b.yml", 1, 15, "E204")),
            (b"A B: {citation: A.}", ("b.yml", 1, 1, "E209")),
            (b"a: {citation: A., url: 'javascript:alert(1)'}", ("b.yml", 1, 24, "E320")),
            (b"a: {citation: 'See {{ baseline.index }}.'}", ("b.yml", 1, 20, "E381")),
            (b"a: {citation: 'See [@b].'}", ("b.yml", 1, 20, "E381")),
            (b"a: {citation: A.}\na: {citation: B.}", ("b.yml", 2, 1, "E112")),
            (b"- a", ("b.yml", 1, 1, "E206")),
            (b"a: *x", ("b.yml", 1, 4, "E107")),
        ],
    )
    def test_tells_what_is_wrong_at_its_place(self, raw, place):
        assert told(read_bibliography("b.yml", raw).problems) == [place]

    def test_lends_a_study_what_it_cites_and_nothing_else(self):
        found = read(series())
        assert found.problems == ()
        assert list(found.study.sources) == ["primer"]
        assert found.study.shared == ("primer",)
        cited = read(series().replace("bombers each.", "bombers each [@annals, p. 3]."))
        assert list(cited.study.sources) == ["primer", "annals"]

    def test_lends_to_prose_too(self):
        found = read(ALONE.replace("bombers each.", "bombers each [@annals, p. 3]."))
        assert found.problems == ()
        assert list(found.study.sources) == ["annals"]

    def test_holds_no_key_that_a_study_has_too(self):
        found = read(ALONE.replace("sources: {}", "sources: {annals: {citation: My own.}}"))
        problem = next(each for each in found.problems if each.code == "E380")
        assert "studies/bibliography.yml, line 4" in problem.what
        assert (problem.line, problem.excerpt[problem.indent :][:6]) == (
            ALONE.split("\n").index("sources: {}") + 1,
            "annals",
        )

    def test_is_searched_for_what_was_meant(self):
        found = read(series().replace("source: primer", "source: prymer"))
        assert [(each.code, each.instead) for each in found.problems] == [("E304", "did you mean 'primer'?")]
        found = read(ALONE.replace("bombers each.", "bombers each [@anals]."))
        assert [(each.code, each.instead) for each in found.problems] == [("E501", "did you mean 'annals'?")]

    def test_is_told_by_the_studies_that_cite_the_broken_entry_alone(self):
        books = BOOKS.replace(b"url:", b"ulr:")
        assert told(read(series(), books=books).problems) == [("studies/bibliography.yml", 3, 3, "E202")]
        assert read(ALONE, books=books).problems == ()

    def test_that_cannot_be_read_is_told_instead_of_every_source_that_may_stand_in_it(self):
        assert told(read(series(), books=b"primer: [").problems) == [("studies/bibliography.yml", 1, 9, "E104")]
        assert read(ALONE, books=b"primer: [").problems == ()

    def test_keys_are_found_in_the_bytes_of_a_study(self):
        assert {"primer", "north"} <= keys_mentioned(series().encode())
        assert "primer" in keys_mentioned(b'note: "\\"The Primer\\"\\nof all [@primer]"')
        assert keys_mentioned(b'source: "prim\\x65r"') is None
        assert keys_mentioned(b'source: "prim\\\n  er"') is None


@pytest.fixture
def folder(tmp_path):
    """A folder of studies with one study, its data and a bibliography."""
    studies = tmp_path / "studies"
    (studies / "data").mkdir(parents=True)
    (studies / "alone.yml").write_text(series(), encoding="utf-8")
    (studies / "data" / "ships.csv").write_bytes(SHIPS)
    (studies / "bibliography.yml").write_bytes(BOOKS)
    return studies


def problems_in(folder):
    return list(problems_of(folder / "alone.yml", lambda path: path.relative_to(folder.parent).as_posix()))


class TestTheFolder:
    def test_gives_a_study_what_lies_beside_it(self, folder):
        assert problems_in(folder) == []

    def test_has_studies_beside_what_editors_leave_there(self, folder):
        for name in (".alone.yml.swp", "alone.yml~", ".alone.yml", "4913"):
            (folder / name).write_text("x", encoding="utf-8")
        (folder / ".#alone.yml").symlink_to("nobody@nowhere")
        assert [path.name for path in studies_in(folder)] == ["alone.yml"]

    def test_tells_a_file_that_is_not_there(self, folder):
        (folder / "data" / "ships.csv").unlink()
        (problem,) = problems_in(folder)
        assert problem.code == "E372"
        assert "there is no file 'data/ships.csv'" in problem.what

    def test_follows_no_link_out_of_itself(self, folder):
        (folder.parent / "secret.csv").write_bytes(SHIPS)
        (folder / "data" / "ships.csv").unlink()
        (folder / "data" / "ships.csv").symlink_to(folder.parent / "secret.csv")
        assert [problem.code for problem in problems_in(folder)] == ["E371"]

    def test_follows_no_folder_that_leads_out_of_itself(self, folder):
        shutil.move(folder / "data", folder.parent / "outside")
        (folder / "data").symlink_to(folder.parent / "outside")
        assert [problem.code for problem in problems_in(folder)] == ["E371"]

    def test_follows_a_link_that_stays_inside(self, folder):
        (folder / "data" / "ships.csv").rename(folder / "data" / "real.csv")
        (folder / "data" / "ships.csv").symlink_to("real.csv")
        assert problems_in(folder) == []

    def test_does_not_wait_for_a_pipe_or_a_link_in_a_circle(self, folder):
        path = folder / "data" / "ships.csv"
        path.unlink()
        os.mkfifo(path)
        assert [problem.code for problem in problems_in(folder)] == ["E372"]
        path.unlink()
        path.symlink_to("ships.csv")
        assert [problem.code for problem in problems_in(folder)] == ["E373"]

    def test_reads_no_more_of_a_file_than_it_may_have(self, folder):
        (folder / "data" / "ships.csv").write_bytes(b"x" * (3 << 20))
        found = study_file(folder / "alone.yml", "studies/alone.yml", Bibliography())
        assert len(found.beside.file("data/ships.csv")) == (1 << 20) + 1

    def test_tells_a_study_that_cannot_be_read_and_leaves_out_one_that_is_gone(self, folder):
        assert study_file(folder / "gone.yml", "studies/gone.yml", Bibliography()) is None
        (folder / "folder.yml").mkdir()
        assert study_file(folder / "folder.yml", "studies/folder.yml", Bibliography()).code == "E379"
        (folder / "link.yml").symlink_to("nowhere.yml")
        assert study_file(folder / "link.yml", "studies/link.yml", Bibliography()).code == "E379"

    def test_keeps_the_bibliography_as_it_was_read(self, folder, tmp_path):
        cache = Cache(tmp_path / "cache")
        fresh, kept = (bibliography_of(folder, "studies", cache) for _ in range(2))
        assert fresh == kept == read_bibliography("studies/bibliography.yml", BOOKS)
        (folder / "bibliography.yml").write_bytes(BOOKS.replace(b"url:", b"ulr:"))
        broken, again = (bibliography_of(folder, "studies", cache) for _ in range(2))
        assert broken == again
        assert list(broken.broken) == ["primer"]


class TestTheKeyOfAReport:
    def parts(self, text, files=None, books=BOOKS):
        beside = Beside(files or {"data/ships.csv": SHIPS}, read_bibliography("studies/bibliography.yml", books))
        return Job("studies/alone.yml", text.encode(), beside, Around(Path(), "", Path(), None)).parts

    def test_covers_the_data_files_and_the_sources_that_a_study_names(self):
        base = self.parts(series())
        assert self.parts(series()) == base
        assert self.parts(series(), {"data/ships.csv": SHIPS + b"1902,1,1\n"}) != base
        assert self.parts(series(), {"data/ships.csv": Refused("E372", "gone")}) != base
        assert self.parts(series(), books=BOOKS.replace(b"1965", b"1966")) != base

    def test_covers_nothing_that_others_cite(self):
        assert self.parts(series(), books=BOOKS.replace(b"The Annals", b"The Annals of X")) == self.parts(series())
        assert self.parts(series(), books=BOOKS + b"more: {citation: More.}\n") == self.parts(series())

    def test_covers_a_key_that_comes_to_stand_in_both(self):
        own = ALONE.replace("sources: {}", "sources: {mine: {citation: Mine.}}")
        assert self.parts(own) != self.parts(own, books=BOOKS + b"mine: {citation: Ours.}\n")

    def test_a_hint_of_what_was_meant_is_never_stale(self, tmp_path):
        text = ALONE.replace("bombers each.", "bombers each [@anals].").encode()
        around = Around(tmp_path, "", tmp_path, tmp_path / "cache")
        hints = []
        for books in (b"", BOOKS, b"analysis: {citation: A.}\n"):
            beside = Beside({}, read_bibliography("b.yml", books))
            ((_, (problem,)),) = make_reports(
                [Job("studies/alone.yml", text, beside, around)], Cache(around.cache), "x", 1
            )
            hints.append(problem.instead)
        assert hints == ["known: none", "did you mean 'annals'?", "did you mean 'analysis'?"]


class TestTheGuide:
    GUIDE = "".join(path.read_text(encoding="utf-8") for path in sorted(WRITE.rglob("*.md")))

    def block(self, start):
        """The code block that begins with `start`."""
        return self.GUIDE[self.GUIDE.index(f"\n{start}") + 1 :].partition("```")[0]

    def test_shows_a_bibliography_that_can_be_cited(self):
        found = read_bibliography("b.yml", self.block("# studies/bibliography.yml").encode())
        assert found.problems == ()
        assert list(found.entries) == ["wohlstetter-1958"]

    def test_shows_a_table_that_can_be_read_and_what_a_mistake_in_it_is_told_as(self):
        table = self.block("year,north,south")
        found = read_table("studies/data/launchers.csv", table.encode())
        assert found.problems == []
        assert [len(line) for line in found.lines.values()] == [3, 2]
        (problem,) = read_table(found.file, table.replace("1962,120,", "1962,1 200,").encode()).problems
        assert str(problem) == self.block("studies/data/launchers.csv:").strip()
