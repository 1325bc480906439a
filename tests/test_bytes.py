"""Files that no editor would write: broken bytes, bombs, and more of everything than a study may have.

What can be read as a file stands in `broken/`; here are those that are too large or no text at all. Each is told
with its place and ends in bounded time and memory by construction: the limits of the loader, not the clock.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from generator.loading.document import MAX_BYTES, MAX_NODES, MAX_PROBLEMS
from generator.loading.reading import read_study
from generator.registry import KINDS

ALONE = (Path(__file__).parent / "studies" / "alone.yml").read_text(encoding="utf-8")
START = "format: 1\nkind: force-exchange\n"


def told(raw):
    raw = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw
    return [(p.code, p.line, p.column) for p in read_study("studies/alone.yml", raw, KINDS).problems]


def with_(old, new):
    assert ALONE.count(old) == 1
    return ALONE.replace(old, new)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (ALONE.encode("utf-16"), ("E102", 1, 1)),
        (ALONE.encode("utf-16-le"), ("E105", 1, 2)),
        (ALONE.encode("utf-16-be"), ("E105", 1, 1)),
        (ALONE.encode("utf-32"), ("E102", 1, 1)),
        (with_("Two islands\n", "Två öar\n").encode("latin-1"), ("E102", 4, 10)),
        (with_("Two islands\n", "Două insule – aşa\n").encode("iso-8859-16", "replace"), ("E102", 4, 11)),
        (with_("Two islands\n", "Two “islands”\n").encode("cp1252"), ("E102", 4, 12)),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ("E102", 1, 1)),
        (b"PK\x03\x04\x14\x00\x06\x00", ("E105", 1, 3)),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ("E102", 2, 2)),
        (b"\x1f\x8b\x08\x00", ("E102", 1, 2)),
        (with_("Two islands\n", "Two\x00islands\n"), ("E105", 4, 11)),
        (with_("Two islands\n", "Two \x1b[31mislands\n"), ("E105", 4, 12)),
        (with_("Two islands\n", "Two \x7fislands\n"), ("E105", 4, 12)),
        (with_("Two islands\n", "Two \ud83dislands\n"), ("E102", 4, 12)),
        (with_("Two islands\n", "Two \uffff islands\n"), ("E105", 4, 12)),
        (b"\xff\xfe", ("E102", 1, 1)),
        (b"\xef\xbb\xbf", ("E103", 1, 1)),
        (b"\xc3", ("E102", 1, 1)),
        (b"\xf4\x90\x80\x80", ("E102", 1, 1)),
        (b"\xc0\xaf", ("E102", 1, 1)),
    ],
)
def test_bytes_that_are_no_yaml_in_utf_8_are_told_at_their_character(raw, expected):
    assert told(raw) == [expected]


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_marks_of_every_system_move_nothing(ending, mark):
    text = mark + with_("tau: 0.3\n    curve: {family: weibull", "tau: 3\n    curve: {family: weibull").replace(
        "\n", ending
    )
    assert told(text) == [("E207", 17, 10)]


class TestTooMuch:
    def test_a_file_of_more_than_a_mebibyte_is_not_even_decoded(self):
        assert told(b"\xff" * (MAX_BYTES + 1)) == [("E101", 1, 1)]

    def test_an_alias_bomb_is_refused_at_its_first_anchor(self):
        bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
            f"{b}: &{b} [{', '.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
        )
        assert told(bomb) == [("E107", 1, 4)]

    def test_an_alias_to_itself_is_refused(self):
        assert told("&a [*a]\n") == [("E107", 1, 1)]

    @pytest.mark.parametrize(
        "text",
        [
            "[" * 500_000,
            "{a: " * 200_000,
            "- " * 400_000,
            "? " * 400_000,
            "a:\n" + "".join(f"{' ' * i}b:\n" for i in range(1, 900)),
        ],
    )
    def test_nesting_is_refused_at_its_limit_however_deep(self, text):
        assert [code for code, _, _ in told(text)] == ["E109"]

    def test_more_values_than_a_study_may_have_are_refused(self):
        assert [code for code, _, _ in told(START + "limits:\n" + "- a\n" * (MAX_NODES + 1))] == ["E110"]
        assert [code for code, _, _ in told(START + "limits: [" + "," * 60_000 + "]")] == ["E104"]

    def test_a_thousand_documents_are_refused_at_the_second(self):
        assert told("a: 1\n" + "---\na: 1\n" * 1000) == [("E106", 2, 1)]

    def test_a_key_of_a_hundred_thousand_characters_is_told(self):
        # YAML has no key of more than 1,024 characters in one line.
        assert [code for code, _, _ in told(START + "x" * 100_000 + ": 1\n")] == ["E104"]
        assert "E202" in {code for code, _, _ in told(START + '? "' + "x" * 100_000 + '"\n: 1\n')}

    def test_a_text_of_half_a_mebibyte_is_told_once(self):
        found = told(with_("title: Two islands", "title: " + "x" * (MAX_BYTES // 2)))
        assert found == [("E210", 4, 8)]

    def test_a_chain_of_scenarios_is_as_long_as_a_list_may_be_and_no_longer(self):
        def chain(n):
            entry = "  - {{id: s{0}, title: T, says: x{1}, set: {{north.tau: 0.{2}}}}}\n"
            return "scenarios:\n" + "".join(
                entry.format(i, f", extends: s{i - 1}" if i else "", 30 + i % 2 + 1) for i in range(n)
            )

        assert told(ALONE + chain(400)) == []
        assert told(ALONE + chain(3000)) == [("E210", 32, 3)]

    def test_more_cases_than_can_be_run_are_refused_before_they_are_made(self):
        states = "states:\n" + "".join(f"  - {{year: {1500 + i}, set: {{}}}}\n" for i in range(400))
        scenarios = "scenarios:\n" + "".join(
            f"  - {{id: s{i}, title: T, says: x, over_time: true, set: {{north.tau: 0.4}}}}\n" for i in range(400)
        )
        assert told(ALONE + states + scenarios) == [("E348", 31, 1)]

    def test_more_problems_than_anyone_would_read_are_cut_off_and_said_to_be(self):
        text = START + "".join(f"wrong{i}: 1\n" for i in range(24_000))
        found = told(text)
        assert len(found) == MAX_PROBLEMS + 1
        assert [code for code, _, _ in found].count("E115") == 1
        assert found[-1][0] == "E115"


class TestNumbers:
    @pytest.mark.parametrize("written", [".inf", "-.inf", ".nan", "1e999", "-1e400", "1" + "0" * 200 + "e200"])
    def test_what_is_not_finite_is_told_where_it_stands_and_nowhere_else(self, written):
        assert told(with_("units: 40", f"units: {written}")) == [("E114", 20, 39)]

    @pytest.mark.parametrize("digits", [301, 5000, 100_000])
    def test_a_whole_number_of_absurd_length_is_told_where_it_stands_and_nowhere_else(self, digits):
        assert told(with_("units: 40", f"units: {'9' * digits}")) == [("E113", 20, 39)]

    @pytest.mark.parametrize(
        "written", ["9" * 300, "9" * 19, "1e300", "1e-320", "-0", "0x" + "f" * 200, "0o" + "7" * 200, "5e-324"]
    )
    def test_what_a_computer_can_hold_is_a_number_or_is_out_of_its_range(self, written):
        assert {code for code, _, _ in told(with_("units: 40", f"units: {written}"))} <= {"E204", "E207"}
        assert {code for code, _, _ in told(with_("draws: 400", f"draws: {written}"))} <= {"E204", "E207", "E318"}
        assert {code for code, _, _ in told(with_("{start: 1901", f"{{start: {written}"))} <= {"E204", "E207", "E308"}


BOMB = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({limit}, {limit}))
resource.setrlimit(resource.RLIMIT_CPU, (300, 300))
from generator.loading.reading import read_study
from generator.registry import KINDS
read_study("studies/x.yml", b"", KINDS)
import tracemalloc
tracemalloc.start()
for raw in {bombs}:
    assert read_study("studies/x.yml", raw(), KINDS).problems
print(tracemalloc.get_traced_memory()[1])
"""
BOMBS = """(
    lambda: b"[" * 1_000_000,
    lambda: b"a: &a [" + b"x, " * 9 + b"x]\\n" + b"".join(b"a%d: &a%d [%s]\\n" % (i, i, b", ".join([b"*a"] * 10)) for i in range(9)),
    lambda: b"format: 1\\nkind: force-exchange\\nlimits:\\n" + b"- a\\n" * 200_000,
    lambda: b"format: 1\\nkind: force-exchange\\n" + b"".join(b"wrong%d: 1\\n" % i for i in range(24_000)),
    lambda: b"'" + b"''" * 500_000 + b"'",
    lambda: b'"' + b"\\\\u00e9" * 150_000 + b'"',
    lambda: b"#" * (1 << 20),
    lambda: b"a: {" + b"b, " * 45_000 + b"}",
)"""


@pytest.mark.skipif(sys.platform != "linux", reason="limits of a process as Linux has them")
def test_bombs_stay_within_a_bounded_memory():
    # Python, NumPy and SciPy map a good deal before anything is read; what is read takes at most 200 MiB beside.
    script = BOMB.format(limit=4 << 30, bombs=BOMBS)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 200 << 20
