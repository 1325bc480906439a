"""The command line: what it writes, prints and asks, in which colours, and with which exit status it ends."""

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import COMMANDS, HUNG_UP, INTERRUPTED, OUR_FAULT, main
from generator.commands.table import Column, estimates, tables
from generator.diagnostics.formats import columns
from generator.diagnostics.rules.catalogue import RULES
from generator.loading.reading import read_study
from generator.registry import KINDS

REPO = Path(__file__).resolve().parent.parent
SMALL = REPO / "tests" / "studies" / "alone.yml"
PROGRAM = [sys.executable, "-c", "from generator.cli import main; main(prog_name='studies')"]
PLAIN = {name: value for name, value in os.environ.items() if not re.search("COLOR|COLUMNS|^TERM$", name)}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A project's folder with an empty folder of studies, and in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(REPO))
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "studies").mkdir()
    return tmp_path


def call(*arguments, **more):
    """A command in this process."""
    return CliRunner().invoke(main, list(arguments), prog_name="studies", **more)


def at_a_terminal(*arguments, columns=100, until=None, send=b"", again=False, **environment):
    """(exit status, what stood on the terminal) of a command at one; `send` is typed once `until` is seen.

    `again`: typed again where nothing follows, as somebody would. An interrupt that comes between a prompt and
    Python's waiting for an answer is only heeded at the next key.
    """
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.clear()
        os.environ.update(PLAIN | {"PYTHONPATH": str(REPO), "TERM": "xterm", "COLUMNS": str(columns)} | environment)
        os.execv(PROGRAM[0], [*PROGRAM, *arguments])
    seen, end, sent = b"", time.monotonic() + 60, False
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            if sent and again:
                os.write(terminal, send)
            continue
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
        if until is not None and until in seen:
            os.write(terminal, send)
            until, sent = None, True
    else:
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), seen.decode()


def draft(folder, *arguments):
    """A draft of ours to play with."""
    done = call("new", "draft", "--yes", *arguments)
    assert done.exit_code == 0, done.output
    return folder / "studies" / "draft.yml"


class TestNew:
    def test_flags_are_enough(self, folder):
        done = call(
            "new", "--kind", "force-exchange", "--title", "Cuba: a #draft", "--question", "Who: whom?", "--period", "1962-1963",
            "--actors", "United States, Soviet Union", "--author", "A. Author,B. Author", "--license", "CC0", "--yes",
        )  # fmt: skip
        assert done.exit_code == 0, done.output
        path = folder / "studies" / "cuba-a-draft.yml"
        study = read_study("studies/cuba-a-draft.yml", path.read_bytes(), KINDS).study
        assert (study.title, study.question, study.period) == ("Cuba: a #draft", "Who: whom?", (1962, 1963))
        assert (study.authors, study.license) == (("A. Author", "B. Author"), "CC0")
        assert list(study.layout["actors"]) == ["united-states", "soviet-union"]
        assert "studies/cuba-a-draft.yml is written" in done.stderr
        assert done.stdout == ""

    def test_what_it_writes_passes_the_strict_check(self, folder):
        draft(folder)
        assert call("check", "--strict").exit_code == 0

    def test_what_is_not_given_is_asked(self, folder):
        typed = "creditor-debtor\nloan\nA bank\n\n2008 to 2009\nThe Bank,The Group\n\n"
        done = call("new", input=typed)
        assert done.exit_code == 0, done.output
        study = read_study("a-bank.yml", (folder / "studies" / "a-bank.yml").read_bytes(), KINDS).study
        assert (study.kind, study.period, study.authors) == ("creditor-debtor", (2008, 2009), ())
        assert study.layout["loan"] == {"bank": "the-bank", "borrower": "the-group"}

    def test_an_answer_that_cannot_be_is_asked_for_again(self, folder):
        typed = "dreadnoughts\npower-balance\nA race\n\nlong ago\n1906-1914\nBritain,Germany\nMe\n"
        done = call("new", input=typed)
        assert done.exit_code == 0, done.output
        assert "'dreadnoughts' is not one of" in done.output
        assert "'long ago' is no period" in done.output
        assert (folder / "studies" / "a-race.yml").exists()

    def test_a_title_in_another_script_needs_a_file_name(self, folder):
        flags = [
            "--kind",
            "power-balance",
            "--title",
            "日本",
            "--question",
            "Q",
            "--period",
            "1941",
            "--actors",
            "A,B",
            "--author",
            "",
        ]
        assert call("new", *flags, input="pacific-1941\n").exit_code == 0
        assert (folder / "studies" / "pacific-1941.yml").exists()
        assert call("new", *flags, "--yes").exit_code == 2

    def test_a_file_that_exists_is_never_replaced_unasked(self, folder):
        path = draft(folder)
        path.write_text("years of work", encoding="utf-8")
        done = call("new", "draft", "--yes")
        assert (done.exit_code, path.read_text(encoding="utf-8")) == (2, "years of work")
        assert "studies/draft.yml exists; --force replaces it" in done.output
        assert call("new", "draft", "--yes", "--force").exit_code == 0
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server")

    def test_elsewhere_the_schema_is_still_found(self, folder):
        (folder / "drafts" / "mine").mkdir(parents=True)
        assert call("new", "--yes", "--output", "drafts/mine/two-silos.yml").exit_code == 0
        first = (folder / "drafts" / "mine" / "two-silos.yml").read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=../../studies/.schema/study.schema.json"

    def test_to_standard_output_nothing_is_written(self, folder):
        done = call("new", "draft", "--yes", "--output", "-")
        assert done.exit_code == 0
        assert done.stdout.startswith("# yaml-language-server")
        assert list((folder / "studies").iterdir()) == []

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--yes"], "give a SLUG or a --title"),
            (["Not-a-slug", "--yes"], "lower-case letters"),
            (["x", "--yes", "--kind", "mad"], "'mad' is not one of"),
            (["x", "--yes", "--form", "loan"], "belongs to the kind creditor-debtor"),
            (["x", "--yes", "--actors", "A"], "1 actors; the kind force-exchange takes 2 to 4"),
            (["x", "--yes", "--actors", "A,B,A"], "two actors are named 'A'; give each a name of its own"),
            (["x", "--yes", "--kind", "creditor-debtor", "--actors", "A,B,C"], "takes 2"),
            (["x", "--yes", "--period", "1964-1962"], "before it starts"),
            (["x", "--yes", "--title", " "], "something must stand here"),
            (["x", "--yes", "--output", "x.txt"], "does not end in .yml"),
            (["x", "--yes", "--output", "y.yml"], "leave out one of the two"),
            (["--yes", "--output", "nowhere/x.yml"], "no folder nowhere"),
            (["x"], "an answer is missing"),
        ],
    )
    def test_wrong_use_ends_with_2_and_writes_nothing(self, folder, arguments, said):
        done = call("new", *arguments)
        assert (done.exit_code, list((folder / "studies").iterdir())) == (2, [])
        assert said in re.sub(r"\s+", " ", done.output)

    def test_words_that_a_study_cannot_hold_are_told_with_their_place(self, folder):
        done = call("new", "x", "--yes", "--title", "{{ no.number }}")
        assert (done.exit_code, list((folder / "studies").iterdir())) == (1, [])
        assert "error[E501] title:" in done.stderr
        assert "nothing was written" in done.stderr


class TestRun:
    def test_cases_are_rows_and_measures_columns(self, folder):
        draft(folder)
        done = call("run", "studies/draft.yml", "--draws", "400", env={"COLUMNS": "120"})
        assert done.exit_code == 0, done.output
        lines = done.stdout.splitlines()
        assert lines[:3] == [
            "Draft",
            "studies/draft.yml: force-exchange, 400 draws, seed 1955",
            "A quick look, not what the page of the study shows: 400 draws in place of 10,000.",
        ]
        heads = [i for i, line in enumerate(lines) if line.startswith("case ")]
        assert [lines[i].split() for i in heads] == [
            ["case", "verdict", "draws", "how", "sure"],
            ["case", "first-country.margin", "second-country.margin", "index"],
        ]
        for i in heads:
            assert [lines[i + n].split()[0] for n in (1, 2)] == ["baseline", "in-port"]
        assert re.search(r"baseline +\d\.\d+ \(\d\.\d+ to \d\.\d+\)", done.stdout)

    def test_no_line_is_wider_than_the_terminal(self, folder):
        draft(folder, "--kind", "creditor-debtor", "--form", "ledger")
        wide, narrow = (
            call("run", "studies/draft.yml", "--draws", "400", env={"COLUMNS": str(width)}).stdout.splitlines()
            for width in (140, 60)
        )
        tables_of = [
            [line for line in lines if line.startswith(("case", "baseline", "no-"))] for lines in (wide, narrow)
        ]
        assert max(map(len, tables_of[0])) <= 140
        assert max(map(len, tables_of[1])) <= 60
        assert len(tables_of[1]) > len(tables_of[0])

    def test_a_study_in_levels_says_that_nothing_is_drawn(self, folder):
        draft(folder, "--kind", "creditor-debtor", "--form", "ordinal")
        done = call("run", "studies/draft.yml")
        assert "in levels; nothing is drawn" in done.stdout
        assert "%" not in done.stdout

    def test_the_share_is_the_one_that_the_page_counts(self, folder):
        # Among draws a monopoly and a superiority are two verdicts, on the page as here.
        draft(folder, "--kind", "creditor-debtor", "--form", "sovereign")
        study = read_study("studies/draft.yml", (folder / "studies" / "draft.yml").read_bytes(), KINDS).study
        kind = KINDS[study.kind]
        rows = kind.facts(study, kind.run(study))["cases"]
        done = call("run", "studies/draft.yml")
        for row in rows:
            line = next(line for line in done.stdout.splitlines() if line.startswith(row["key"]))
            assert row["verdict_name"] in line
            assert f" {row['share']} " in line

    def test_cases_can_be_chosen(self, folder):
        draft(folder)
        done = call("run", "studies/draft.yml", "--draws", "300", "--case", "in-port")
        assert "in-port" in done.stdout
        assert "baseline" not in done.stdout
        done = call("run", "studies/draft.yml", "--case", "in-prot")
        assert done.exit_code == 2
        assert "did you mean 'in-port'?" in done.output

    def test_other_draws_are_those_a_study_could_ask_for(self, folder):
        path = draft(folder)
        quick = call("run", "studies/draft.yml", "--json", "--draws", "300", "--seed", "7")
        assert "A quick look" in quick.stderr
        path.write_text(path.read_text(encoding="utf-8") + "\ndraws: 300\nseed: 7\n", encoding="utf-8")
        own = call("run", "studies/draft.yml", "--json")
        assert (own.stdout, own.stderr) == (quick.stdout, "")
        for wrong in (["--draws", "10"], ["--draws", "99999999"], ["--seed", "-1"], ["--json", "--case", "baseline"]):
            assert call("run", "studies/draft.yml", *wrong).exit_code == 2

    def test_a_model_that_cannot_run_is_a_problem_of_the_study(self, folder):
        path = draft(folder, "--kind", "power-balance")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("capability: 0.18", "capability: 0"), encoding="utf-8")
        done = call("run", "studies/draft.yml", "--draws", "300")
        assert done.exit_code == 1
        assert "Traceback" not in done.output
        assert re.search(r"error\[E\d+\]", done.stderr)


class TestTables:
    def test_columns_that_do_not_fit_go_into_the_next_table(self):
        first, others = Column("case", ["a", "b"]), [Column("one", ["1" * 8, "2"]), Column("two", ["3" * 8, "4"])]
        assert len(list(tables(first, others, 30))) == 1
        narrow = list(tables(first, others, 20))
        assert [table[0].split() for table in narrow] == [["case", "one"], ["case", "two"]]

    def test_words_are_wrapped_before_a_table_grows_too_wide(self):
        first, words = (
            Column("case", ["a"]),
            Column("verdict", ["Mutual assured destruction, crisis-prone"], wraps=True),
        )
        (lines,) = tables(first, [words], 30)
        assert max(map(len, lines)) <= 30
        assert " ".join(line.strip() for line in lines[1:]) == "a     Mutual assured destruction, crisis-prone"

    def test_wide_characters_take_two_columns(self):
        first = Column("case", ["日本", "ab"])
        (lines,) = tables(first, [Column("x", ["1", "2"])], 80)
        assert columns(lines[1]) == columns(lines[2])

    def test_medians_stand_flush_right(self):
        assert estimates("m", ["2.3 (1 to 4)", "510 (310 to 820)", "0"]).cells == [
            "2.3 (1 to 4)", "510 (310 to 820)", "  0",
        ]  # fmt: skip


class TestCheck:
    def test_a_folder_stands_for_its_studies(self, folder):
        draft(folder)
        assert "1 study checked" in call("check", "studies").stderr
        (folder / "empty").mkdir()
        assert call("check", "empty").exit_code == 2

    def test_an_editor_sends_what_it_holds(self, folder):
        text = draft(folder).read_text(encoding="utf-8").replace("title:", "titel:", 1)
        done = call("check", "-", "--format", "concise", "--name", "studies/mine.yml", input=text)
        assert done.exit_code == 1
        assert done.stdout.startswith("studies/mine.yml:")
        assert "did you mean 'title'?" in done.stdout
        assert call("check", "-", input=text).stdout.startswith("stdin.yml:")

    def test_a_file_that_is_named_twice_is_checked_once(self, folder):
        draft(folder)
        assert "1 study checked" in call("check", "studies/draft.yml", "studies").stderr


class TestAtATerminal:
    def test_problems_and_titles_are_coloured_there_and_nowhere_else(self, folder):
        path = draft(folder)
        path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
        assert "\x1b[" in at_a_terminal("check", "studies/draft.yml")[1]
        piped = subprocess.run([*PROGRAM, "check"], env=PLAIN, capture_output=True, text=True, check=False)
        assert piped.returncode == 1
        assert "\x1b" not in piped.stdout + piped.stderr

    @pytest.mark.parametrize(
        ("environment", "coloured"),
        [({"NO_COLOR": "1"}, False), ({"CLICOLOR": "0"}, False), ({"TERM": "dumb"}, False), ({"NO_COLOR": ""}, True)],
    )
    def test_colours_can_be_declined(self, folder, environment, coloured):
        draft(folder, "--kind", "creditor-debtor", "--form", "ordinal")
        status, seen = at_a_terminal("run", "studies/draft.yml", **environment)
        assert status == 0
        assert ("\x1b[1m" in seen) == coloured

    @pytest.mark.parametrize("name", ["FORCE_COLOR", "CLICOLOR_FORCE"])
    def test_colours_can_be_asked_for_in_a_pipe(self, folder, name):
        draft(folder, "--kind", "creditor-debtor", "--form", "ordinal")
        done = call("run", "studies/draft.yml", env={name: "1"})
        assert "\x1b[1m" in done.stdout
        assert "\x1b" not in call("run", "studies/draft.yml", env={name: "1", "NO_COLOR": "1"}).stdout

    def test_a_run_says_how_far_it_is_and_leaves_nothing_behind(self, folder):
        draft(folder)
        status, seen = at_a_terminal("run", "studies/draft.yml", "--draws", "300")
        assert status == 0
        for step in ("case 1 of 2: baseline", "case 2 of 2: in-port", "sensitivities"):
            assert step in seen
        assert seen.count("\r\x1b[2K") == 4
        assert seen.rpartition("\x1b[2K")[2].startswith("\x1b[1mDraft")

    def test_in_a_pipe_it_says_nothing_of_it(self, folder):
        draft(folder)
        done = subprocess.run(
            [*PROGRAM, "run", "studies/draft.yml", "--draws", "300"],
            env=PLAIN,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")

    def test_an_interrupted_run_ends_with_130_and_no_traceback(self, folder):
        draft(folder)
        status, seen = at_a_terminal("run", "studies/draft.yml", "--draws", "10000000", until=b"case 1", send=b"\x03")
        assert status == 130
        assert "Traceback" not in seen

    def test_an_interrupted_question_ends_with_130(self, folder):
        status, seen = at_a_terminal("new", until=b"Kind of study", send=b"\x03", again=True)
        assert status == 130
        assert "Traceback" not in seen

    def test_a_reader_who_hangs_up_is_no_fault(self, folder):
        draft(folder)
        command = f'set -o pipefail; {" ".join(map(repr, PROGRAM[:2]))} "{PROGRAM[2]}" new draft --yes --force --output - | head -1'
        done = subprocess.run(["bash", "-c", command], env=PLAIN, capture_output=True, text=True, check=False)
        assert done.stdout.startswith("# yaml-language-server")
        assert done.stderr == ""
        assert done.returncode in (0, 141)  # 0 where all fitted into the pipe

    def test_a_closed_pipe_ends_with_141(self, folder):
        draft(folder)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [*PROGRAM, "run", "studies/draft.yml", "--draws", "300"],
            env=PLAIN,
            stdout=writer,
            stderr=subprocess.PIPE,
            check=False,
        )
        os.close(writer)
        assert (done.returncode, done.stderr) == (141, b"")


@pytest.fixture
def shell(folder):
    """(where to run, environment) for a shell that finds our command by its name."""
    draft(folder)
    script = folder / "bin" / "studies"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{PROGRAM[2]}" "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return folder, PLAIN | {
        "PATH": f"{script.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(REPO),
        "HOME": str(folder),
    }


class TestCompletion:
    LINES = (
        (["r"], ["run"]),
        (["run", ""], ["studies/draft.yml"]),
        (["run", "studies/draft.yml", "--case", "i"], ["in-port"]),
        (["new", "--kind", "c"], ["creditor-debtor", "clearing-network"]),
        (["new", "--form", "o"], ["ordinal"]),
        (["completion", ""], ["bash", "zsh", "fish"]),
        (["check", "--str"], ["--strict"]),
        (["explain", "E11"], [code for code in RULES if code.startswith("E11")]),
    )

    @pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this machine")
    def test_bash_completes_commands_options_studies_and_cases(self, shell):
        where, environment = shell
        for words, offered in self.LINES:
            line = " ".join(repr(word) for word in ("studies", *words))
            code = (
                f'eval "$(studies completion bash)"; COMP_WORDS=({line}); COMP_CWORD={len(words)}; '
                '_studies_completion studies; printf "%s\\n" "${COMPREPLY[@]}"'
            )
            done = subprocess.run(
                ["bash", "--norc", "-c", code], cwd=where, env=environment, capture_output=True, text=True, check=False
            )
            assert (done.stdout.split(), done.stderr) == (offered, "")

    @pytest.mark.skipif(shutil.which("fish") is None, reason="no fish on this machine")
    def test_fish_completes_the_same(self, shell):
        where, environment = shell
        for words, offered in self.LINES:
            code = f"studies completion fish | source; complete -C 'studies {' '.join(words)}'"
            done = subprocess.run(
                ["fish", "--no-config", "-c", code],
                cwd=where,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert sorted(line.split("\t")[0] for line in done.stdout.splitlines()) == sorted(offered)

    @pytest.mark.skipif(shutil.which("zsh") is None, reason="no zsh on this machine")
    def test_zsh_takes_the_script_and_calls_us_back(self, shell):
        where, environment = shell
        code = (
            'autoload -U compinit; compinit -D -u; eval "$(studies completion zsh)"; print $_comps[studies]; '
            "COMP_WORDS='studies run ' COMP_CWORD=2 _STUDIES_COMPLETE=zsh_complete studies"
        )
        done = subprocess.run(
            ["zsh", "-f", "-c", code], cwd=where, env=environment, capture_output=True, text=True, check=False
        )
        assert done.stdout.splitlines() == ["_studies_completion", "plain", "studies/draft.yml", "_"]


def test_help_loads_no_model():
    code = "import sys; from generator.cli import main; main(['--help'], standalone_mode=False); print('numpy' in sys.modules, 'pydantic' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=PLAIN | {"PYTHONPATH": str(REPO)}
    )
    assert done.stdout.splitlines()[-1] == "False False"


class TestThePageOfCommands:
    TEXT = (REPO / "site_templates" / "pages" / "write" / "commands" / "index.md").read_text(encoding="utf-8")

    @pytest.mark.parametrize("name", COMMANDS)
    def test_it_says_what_the_help_says(self, name):
        shown = re.search(rf"```text\n(Usage: studies {name} .*?)\n```", self.TEXT, re.DOTALL)
        assert shown, f"the page lacks the help of `studies {name}`"
        assert shown[1] == call(name, "--help", env={"COLUMNS": "100"}).output.rstrip()

    def test_it_lists_every_command_in_the_order_of_the_help(self):
        assert tuple(re.findall(r"^\| \[`studies ([a-z]+)`\]", self.TEXT, re.MULTILINE)) == COMMANDS

    def test_it_knows_every_exit_status(self):
        named = {int(status) for status in re.findall(r"^\| (\d+) \|", self.TEXT, re.MULTILINE)}
        assert named == {0, 1, 2, OUR_FAULT, INTERRUPTED, HUNG_UP}

    def test_the_readme_names_every_command(self):
        readme = (REPO / "README.md").read_text(encoding="utf-8")
        assert set(re.findall(r"^\| `\.venv/bin/studies ([a-z]+)", readme, re.MULTILINE)) == set(COMMANDS)
