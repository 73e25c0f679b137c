"""The command line says what there is, and answers each wrong line in one sentence."""

import re

import pytest

from helpers import __version__
from helpers.cli import commands, parser
from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup import environment


def printed(capsys, *words):
    with pytest.raises(SystemExit) as end:
        parser.parse(list(words))
    assert not end.value.code
    return capsys.readouterr().out


@pytest.mark.parametrize("words", [(), ("help",), ("--help",), ("-h",)])
def test_help_has_a_line_for_each_command(capsys, words):
    shown = printed(capsys, *words)
    assert set(re.findall(r"^  python3 -m helpers (\w+)", shown, re.MULTILINE)) == set(commands.COMMANDS)
    assert max(map(len, shown.splitlines())) <= 110


@pytest.mark.parametrize("command", commands.COMMANDS)
def test_each_command_has_help_with_an_example(capsys, command):
    shown = printed(capsys, command, "--help")
    assert f"Example: python3 -m helpers {command}" in shown and printed(capsys, "help", command) == shown
    assert ("-- ..." in shown) == (command in parser.TOOLS)


@pytest.mark.parametrize("word", ["--version", "-V", "version"])
def test_the_version_stands_in_one_place_and_in_the_changelog(capsys, word):
    assert printed(capsys, word) == f"Redis, measured {__version__}\n"
    assert f"\n## {__version__}" in (ROOT / "CHANGELOG.md").read_text()


def test_what_follows_two_dashes_goes_to_the_tool():
    asked = parser.parse(["lab", "10", "--with-outputs", "--", "--port=9", "--", "x"])
    assert (asked.lesson, asked.with_outputs, asked.rest) == ("10", True, ["--port=9", "--", "x"])
    asked = parser.parse(["test", "42", "43", "tests/cli", "-k", "a or b", "--", "-x"])
    assert (asked.what, asked.k, asked.rest) == (["42", "43", "tests/cli"], "a or b", ["-x"])


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("labs", "There is no command 'labs'. Did you mean `lab`? `python3 -m helpers` lists the commands."),
        ("10", "There is no command '10'. `python3 -m helpers` lists the commands."),
        ("lab --port=9", "doesn't accept --port=9. To hand it to JupyterLab, put it after `--`: "
         "`python3 -m helpers lab -- --port=9`."),
        ("test -x", "To hand it to pytest, put it after `--`: `python3 -m helpers test -- -x`."),
        ("lab 10 11", "`lab` doesn't accept 11: see `python3 -m helpers lab --help`."),
        ("doctor x", "`doctor` doesn't accept x: see `python3 -m helpers doctor --help`."),
        ("doctor -- x", "`doctor` doesn't accept -- x: see"),
        ("test -k", "Argument -k: expected one argument: see `python3 -m helpers test --help`."),
        ("execute", "The following arguments are required: NN: see `python3 -m helpers execute --help`."),
    ],
)  # fmt: skip
def test_a_wrong_line_gets_a_sentence(line, sentence):
    with pytest.raises(CourseError, match=re.escape(sentence)) as error:
        parser.parse(line.split())
    assert "\n" not in str(error.value)
    assert commands.run(line.split()) == str(error.value)


def test_a_package_can_be_locked_before_any_environment_has_it(monkeypatch):
    locked = []
    monkeypatch.setattr(environment, "missing", lambda path=None: ["new-package>=1"])
    monkeypatch.setattr(environment, "build", lambda: pytest.fail("the lock doesn't have the package yet"))
    monkeypatch.setattr(environment, "lock", locked.append)
    commands.lock(parser.parse(["lock"]))
    assert len(locked) == 1


def test_every_test_about_a_lesson_is_where_the_command_looks_for_it():
    marks = re.compile(r"mark\.lesson\(|mark\.every_lesson|\bby_(lesson|notebook)\(")
    marked = [path for path in (ROOT / "tests").rglob("test_*.py") if marks.search(path.read_text())]
    places = [ROOT / name for name in commands.ABOUT_LESSONS]
    assert len(marked) > 5
    for path in marked:
        assert any(path.is_relative_to(place) for place in places) or path.name == "test_command_line.py", (
            path
        )
