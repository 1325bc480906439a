"""YAML text to plain data: YAML 1.2, within limits, with exact places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.loading.document import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_document

properties = settings(deadline=None, derandomize=True)


def data(text):
    document = read_document("x.yml", text.encode())
    assert document.problems == []
    return document.data


def problem(raw):
    """The one problem of a text or of raw bytes as (code, line, column)."""
    found = read_document("x.yml", raw if isinstance(raw, bytes) else raw.encode()).problems
    assert len(found) == 1, found
    return found[0].code, found[0].line, found[0].column


def told(raw):
    return str(read_document("x.yml", raw if isinstance(raw, bytes) else raw.encode()).problems[0])


class TestYaml12:
    # YAML 1.2.2, section 10.3.2 (core schema); the table of what PyYAML does instead stands in the authoring design.
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("1E-3", 1e-3), ("1e-06", 1e-6), ("1.5e-3", 0.0015), ("-.5", -0.5), ("+1.25", 1.25), ("1e300", int(1e300)),
            # Without a fraction a number is whole, however it is written, as in JSON and in its schemas.
            ("1e6", 1_000_000), ("1.5e3", 1500), ("1.5e+3", 1500), ("+1.", 1), ("0.0", 0), ("-2.0", -2),
            ("010", 10), ("-7", -7), ("+7", 7), ("0o14", 12), ("0xff", 255), ("0", 0),
            ("true", True), ("True", True), ("TRUE", True), ("false", False), ("False", False), ("FALSE", False),
            ("~", None), ("null", None), ("Null", None), ("NULL", None), ("", None),
        ],
    )  # fmt: skip
    def test_numbers_booleans_and_nulls_are_those_of_the_core_schema(self, written, meant):
        found = data(f"x: {written}\n")["x"]
        assert found == meant
        assert type(found) is type(meant)

    @pytest.mark.parametrize(
        "written",
        [
            "no",
            "off",
            "yes",
            "on",
            "No",
            "YES",
            "y",
            "n",
            "12:30",
            "1_000",
            "2008-11-03",
            "2024-02-30",
            "tRUE",
            "nULL",
            "1e",
            "e6",
            ".",
            "1.2.3",
            "0b1",
            "=",
            "-",
            "+",
        ],
    )
    def test_everything_else_is_text(self, written):
        assert data(f"x: {written if written != '-' else chr(34) + '-' + chr(34)}\n") == {"x": written}

    @pytest.mark.parametrize("written", ['"7"', "'true'", '"~"', "'1e6'", '""'])
    def test_what_is_quoted_is_text(self, written):
        assert data(f"x: {written}\n") == {"x": written[1:-1]}

    def test_literal_and_folded_text_are_never_numbers(self):
        assert data("a: |\n  12\nb: >\n  true\n") == {"a": "12\n", "b": "true\n"}

    def test_keys_are_always_text(self):
        assert data("1950: a\ntrue: b\n2.5: c\n") == {"1950": "a", "true": "b", "2.5": "c"}

    @properties
    @given(st.integers(-(10**15), 10**15))
    def test_whole_numbers_come_back(self, number):
        assert data(f"x: {number}\n") == {"x": number}

    @properties
    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_every_float_that_python_prints_comes_back(self, number):
        found = data(f"x: {number!r}\n")["x"]
        assert isinstance(found, int if number.is_integer() else float)
        assert found == number


class TestWhatIsRefused:
    def test_a_repeated_key_at_its_second_place_naming_the_line_of_the_first(self):
        text = "a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n"
        assert problem(text) == ("E112", 5, 3)
        assert "line 3" in told(text)

    def test_a_repeated_key_leaves_the_first_value(self):
        assert read_document("x.yml", b"a: 1\na: 2\n").data == {"a": 1}

    @pytest.mark.parametrize("key", ["1950", '"1950"'])
    def test_a_key_repeated_in_another_spelling_is_the_same_key(self, key):
        assert problem(f"1950: a\n{key}: b\n") == ("E112", 2, 1)

    @pytest.mark.parametrize(
        ("text", "column"), [("a: &x 1\n", 4), ("a: *x\n", 4), ("&x a: 1\n", 1), ("a: &x [*x]\n", 4)]
    )
    def test_anchors_and_aliases(self, text, column):
        assert problem(text) == ("E107", 1, column)
        assert "extends" in told(text)

    def test_an_alias_bomb_is_refused_at_its_first_anchor(self):
        text = "a: &a [x, x]\n" + "".join(
            f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]\n" for i in range(20)
        )
        assert problem(text) == ("E107", 1, 4)

    @pytest.mark.parametrize(
        "text",
        [
            "a: !!python/object/apply:os.system [ls]\n",
            "a: !mine 1\n",
            "a: !!str 1\n",
            "a: !!float 1\n",
            "a: !!set {x}\n",
        ],
    )
    def test_tags(self, text):
        assert problem(text) == ("E108", 1, 4)

    @pytest.mark.parametrize("written", [".nan", ".NaN", ".inf", "-.inf", "+.Inf", ".INF", "1e999", "-1e400"])
    def test_numbers_that_are_not_finite(self, written):
        assert problem(f"a:\n  b: {written}\n") == ("E114", 2, 6)

    def test_whole_numbers_of_absurd_length(self):
        assert problem(f"a: {'9' * 5000}\n") == ("E113", 1, 4)

    def test_nesting_beyond_the_limit_however_deep(self):
        assert data("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None
        assert problem("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ("E109", 1, MAX_DEPTH + 1)
        # 50,000 brackets crash the interpreter when composed by libyaml.
        assert problem("[" * 50_000)[0] == "E109"

    def test_more_bytes_than_the_limit(self):
        assert problem(b"#" * (MAX_BYTES + 1)) == ("E101", 1, 1)
        assert problem(b"#" * MAX_BYTES)[0] == "E103"  # only a comment: empty, but not too large

    def test_more_values_than_the_limit(self):
        assert problem("a: [" + "1," * (MAX_NODES + 1) + "]\n")[0] == "E110"

    @pytest.mark.parametrize("raw", [b"", b"\n\n", b"# nothing\n", b"\xef\xbb\xbf"])
    def test_a_file_without_anything_in_it(self, raw):
        assert problem(raw) == ("E103", 1, 1)

    def test_a_second_document(self):
        assert problem("a: 1\n---\nb: 2\n") == ("E106", 2, 1)

    def test_a_key_that_is_a_list_or_a_mapping(self):
        assert problem("? [a, b]\n: 1\n") == ("E111", 1, 3)

    def test_merge_keys_are_an_ordinary_key(self):
        assert data("a: {<<: {b: 1}}\n") == {"a": {"<<": {"b": 1}}}

    def test_bytes_that_are_not_utf_8_at_their_character(self):
        # e-acute in UTF-8 is one character; in Latin-1 it is the byte 0xe9, which is not UTF-8.
        assert problem("title: é\nname: caf".encode() + b"\xe9\n") == ("E102", 2, 10)
        assert "UTF-8" in told(b"\xff\xfea\x00")

    @pytest.mark.parametrize(
        ("character", "name"), [("\x00", "U+0000"), ("\x07", "U+0007"), ("\x1b", "U+001B"), ("\ufffe", "U+FFFE")]
    )
    def test_characters_that_yaml_forbids_at_their_place(self, character, name):
        text = f"title: ok\nname: é{character}b\n"
        assert problem(text) == ("E105", 2, 8)
        assert name in told(text)

    @pytest.mark.parametrize("text", ["a: \ud83d\n", "\udc80"])
    def test_half_of_a_surrogate_pair_is_not_utf_8(self, text):
        assert problem(text.encode("utf-8", "surrogatepass"))[0] == "E102"

    def test_a_tab_as_indentation_in_words_an_author_knows(self):
        text = "a:\n\tb: 1\n"
        assert problem(text) == ("E104", 2, 1)
        assert "tab" in told(text)

    def test_a_colon_inside_an_unquoted_text_in_words_an_author_knows(self):
        text = "title: Crisis: the sequel\n"
        assert problem(text) == ("E104", 1, 14)
        assert "quotes" in told(text)

    @pytest.mark.parametrize(
        "text",
        [
            "a: [1, 2\n",
            'a: "open\n',
            "a: {b: 1\n",
            "a: 'x\nb: 1\n",
            "- a\nb: 1\n",
            "a: @x\n",
            "a: `x`\n",
            "%YAML 9\n",
            "a: |x\n",
        ],
    )
    def test_what_is_no_yaml_is_one_problem(self, text):
        assert problem(text)[0] == "E104"


class TestPlaces:
    def test_byte_order_mark_and_windows_line_ends_change_nothing(self):
        plain = "a: 1\nb:\n  - x: é\n    y: 2\n"
        for raw in (
            plain.encode(),
            b"\xef\xbb\xbf" + plain.encode(),
            plain.replace("\n", "\r\n").encode(),
            plain.replace("\n", "\r").encode(),
        ):
            document = read_document("x.yml", raw)
            assert document.data == {"a": 1, "b": [{"x": "é", "y": 2}]}
            value, key = document.place(("b", 0, "y")), document.place(("b", 0, "y"), at_key=True)
            assert (value.line, value.column, value.length, value.excerpt) == (4, 8, 1, "    y: 2")
            assert (key.line, key.column, key.length, key.indent) == (4, 5, 1, 4)

    @pytest.mark.parametrize("before", ["é", "日本", "Ελλάδα", "🚀🚀", "e\u0301", "\u200fעברית"])
    def test_columns_count_characters_not_bytes(self, before):
        document = read_document("x.yml", f'{{"{before}": 1, b: 2}}\n'.encode())
        place = document.place(("b",))
        # Two characters before the text and nine after it (quote, colon, space, 1, comma, space, b, colon, space), then the 2.
        assert (place.line, place.column) == (1, 2 + len(before) + 9 + 1)

    # YAML 1.2.2, section 5.4: these three are no line breaks any more; editors do not count them either.
    @pytest.mark.parametrize("character", ["\x85", "\u2028", "\u2029"])
    def test_a_line_ends_where_an_editor_ends_it(self, character):
        document = read_document("x.yml", f'a: "x{character}y"\nb: 1\n'.encode())
        place = document.place(("b",))
        assert (place.line, place.column) == (2, 4)

    def test_a_missing_path_stands_where_its_nearest_ancestor_stands(self):
        document = read_document("x.yml", b"a:\n  b:\n    c: 1\n")
        place = document.place(("a", "b", "missing", "more"))
        assert (place.line, place.column) == (2, 3)

    def test_the_source_of_a_value_is_its_text_in_the_file(self):
        document = read_document("x.yml", 'é: x\na:\n  b: "q {{ r }}"\n'.encode())
        assert document.source(("a", "b")) == ('"q {{ r }}"', 13)
        place = document.place_of_offset(13)
        assert (place.line, place.column) == (3, 6)

    @properties
    @given(
        st.lists(st.sampled_from(["é", "日", "a", " ", "🚀", "'", "#", ": ", "- "]), max_size=12).map("".join),
        st.integers(0, 5),
    )
    def test_an_offset_and_a_place_agree_after_any_text(self, text, blank):
        quoted = "'" + text.replace("'", "''") + "'"
        document = read_document("x.yml", ("\n" * blank + f"a: {quoted}\nb: [1, {{c: x}}]\n").encode())
        line, column, start, end = document.values[("b", 1, "c")]
        assert document.problems == []
        assert document.text[start:end] == "x"
        assert document.line_and_column(start) == (line, column)


class TestItNeverRaises:
    @properties
    @given(st.binary(max_size=200))
    def test_for_any_bytes(self, raw):
        document = read_document("x.yml", raw)
        assert document.problems or document.data is not None or raw

    @properties
    @given(st.text(alphabet=st.sampled_from("ab:-[]{},&*!|>'\"%@`#?\t\n 0.~é"), max_size=60))
    def test_for_any_text_of_yaml_s_own_characters(self, text):
        document = read_document("x.yml", text.encode())
        for found in document.problems:
            assert found.line >= 1
            assert found.column >= 1
            assert found.line <= text.count("\n") + 2
