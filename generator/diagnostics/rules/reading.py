"""E1: the file cannot be read as YAML 1.2, or holds what a study may not hold."""

from __future__ import annotations

from generator.diagnostics.rule import Example, Rule

RULES = (
    Rule(
        "E101",
        "the file is too large",
        "A study has at most 1 MiB. Reading more could exhaust the memory of whoever builds the site.",
        "Move long tables into a data file, and leave out what no chart and no number needs.",
    ),
    Rule(
        "E102",
        "the file is not UTF-8",
        "A byte stands in the file that no character begins with in UTF-8, usually because an editor saved it in an older encoding.",
        "Save the file as UTF-8.",
    ),
    Rule(
        "E103",
        "the file is empty",
        "There is nothing in the file, or nothing but comments.",
        "Begin with `format: 1` and `kind:`.",
        (
            Example(
                "# a study to come  # <--",
                "format: 1\nkind: force-exchange\n# and all the rest of a study",
                whole=True,
            ),
        ),
    ),
    Rule(
        "E104",
        "the file is not YAML",
        "The rules of YAML are broken here. Most often a tab stands in the indentation, a colon followed by a space stands inside an unquoted text, or a quote or bracket is not closed.",
        "Indent with spaces, put text with a colon in quotes, and close what was opened. Where the mistake is an open quote or bracket, it begins above the line that is reported.",
        (
            Example("title: Crisis: the sequel  # <--", 'title: "Crisis: the sequel"'),
            Example("period:\n\tstart: 1960  # <--", "period:\n  start: 1960\n  end: 1970"),
        ),
    ),
    Rule(
        "E105",
        "a character that YAML does not allow",
        "A control character, or one that turns the direction of writing, stands in the file or is written as an escape, often carried along from a document or a terminal. It cannot be seen in most editors.",
        "Delete it. The column says where it stands.",
        (Example("title: Two silos\x07 and a submarine  # <--", "title: Two silos and a submarine"),),
    ),
    Rule(
        "E106",
        "a second document begins",
        "A line of three hyphens ends one YAML document and begins another. A study is one document.",
        "Remove the hyphens, or move what follows into a file of its own.",
        (Example("title: Two silos\n---  # <--\nseed: 7", "title: Two silos\nseed: 7"),),
    ),
    Rule(
        "E107",
        "an anchor or an alias",
        "YAML can name a value with `&` and repeat it with `*`. A study is read by people, who would have to look for the other place, and a few such lines can stand for billions of values.",
        "Write the value out. A scenario that shares changes with another says `extends:`. A text that begins with `*` or `&` goes in quotes.",
        (Example("title: *crisis  # <--", 'title: "*Crisis* and after"'),),
    ),
    Rule(
        "E108",
        "a tag",
        "A word that begins with `!` asks a program to make some object of the value. A study holds text, numbers, lists and mappings only.",
        "Remove the tag; put text that begins with `!` in quotes.",
        (Example("title: !loud Two silos  # <--", 'title: "!Two silos"'),),
    ),
    Rule(
        "E109",
        "nesting that is too deep",
        "A study needs about ten levels. More than 24 could exhaust whoever reads it.",
        "Look for a bracket or brace that was opened and not closed.",
        (Example(f"authors: {'[' * 25}A. Author{']' * 25}  # <--", "authors: [A. Author]"),),
    ),
    Rule(
        "E110",
        "too many values",
        "A study has at most 50,000 values. Reading more could exhaust whoever builds the site.",
        "Move long tables into a data file, or make two studies of one.",
    ),
    Rule(
        "E111",
        "a key that is no word",
        "A list or a mapping stands where a key should stand.",
        "Keys are plain words.",
        (Example("? [seed, draws]  # <--\n: 7", "seed: 7"),),
    ),
    Rule(
        "E112",
        "a key written twice",
        "The same key stands twice in one mapping, so that nobody can say which value is meant.",
        "Keep one of the two. The message names the line of the first.",
        (Example("seed: 7\nseed: 8  # <--", "seed: 7"),),
    ),
    Rule(
        "E113",
        "a whole number with too many digits",
        "A whole number has at most 300 digits.",
        "Write it as a power of ten, as in `1e6`, or put it in quotes if it is no number.",
        (Example(f"seed: {'9' * 301}  # <--", "seed: 999"),),
    ),
    Rule(
        "E114",
        "a number that is not finite",
        "`.inf` and `.nan`, and numbers too large for a computer, are numbers to YAML. No model can work with them.",
        "Give a finite number. Where something is unlimited, leave the key out or give the largest number that could matter.",
        (Example("draws: .inf  # <--", "draws: 10000"),),
    ),
    Rule(
        "E115",
        "more problems than are told",
        "Two hundred problems of one file are told and no more. So many usually have few causes.",
        "Mend some of those above and check again.",
    ),
    Rule(
        "E116",
        "a text that cannot be laid out",
        "A text has at most 200 opening brackets, and lists and quotations stand at most ten deep in each other. More would take minutes, or more memory than there is, to become a page.",
        "Write lists one after another, and leave out what no reader can follow.",
        (Example(f"question: \"{'> ' * 11}Could they?\"  # <--", 'question: "> Could they?"'),),
    ),
)  # fmt: skip
