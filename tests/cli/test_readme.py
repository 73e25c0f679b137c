"""The README shows the course as it is: its map, its picture, its commands."""

import contextlib
import json
import re
import shlex

import pytest

from helpers.cli import commands, parser, readme
from helpers.course import course
from helpers.paths import NOTEBOOKS, ROOT
from helpers.text import as_text
from tests.support.by_lesson import by_lesson

TEXT = readme.README.read_text(encoding="utf-8")


@pytest.mark.every_lesson
def test_map_and_picture_are_those_of_the_course():
    assert readme.updated(TEXT) == TEXT, "run `python3 -m helpers readme`"
    assert readme.PICTURE.read_bytes() == readme.picture(), "run `python3 -m helpers readme`"
    assert "![Chart: " in TEXT


def test_a_changed_map_is_noticed(monkeypatch):
    monkeypatch.setitem(course()["parts"][0]["lessons"][0], "minutes", 11)
    assert readme.updated(TEXT) != TEXT


PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *ROOT.glob(".github/**/*.md")]
PAGES += [*ROOT.glob(".github/workflows/*.yml"), ROOT / ".pre-commit-config.yaml", ROOT / ".ci" / "run"]
OF_LESSONS = sorted([*NOTEBOOKS.glob("*.ipynb"), *NOTEBOOKS.glob("instructor/*.md")])


def command_lines(text):
    """What follows `python3 -m helpers` wherever a page shows it as code."""
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return [line.strip() for line in re.findall(r"python3? -m helpers(?![.\w])([^`\n#;|]*)", text)]


@pytest.mark.parametrize(
    "page",
    [
        *(pytest.param(page, id=page.name) for page in PAGES),
        *by_lesson(OF_LESSONS, lambda page: page.name[:2], lambda page: page.name),
    ],
)
def test_every_command_that_a_page_shows_is_understood(page, capsys):
    text = page.read_text(encoding="utf-8")
    if page.suffix == ".ipynb":
        text = as_text(json.loads(text))
    for line in command_lines(text):
        with contextlib.suppress(SystemExit):  # after help
            parser.parse(shlex.split(line))


def test_the_pages_show_most_commands():
    shown = {line.split()[0] for page in PAGES[:2] for line in command_lines(page.read_text()) if line}
    assert shown - {"help"} == set(commands.COMMANDS)


@pytest.mark.every_lesson
def test_every_file_under_data_says_where_it_comes_from():
    # "lessons/NN/" stands for all of them; what Git ignores was generated
    table = (readme.ROOT / "data" / "README.md").read_text().partition("\n## ")[0]
    told = set(re.findall(r"^\| `([^`/]+)", table, re.MULTILINE))
    there = {path.name for path in (readme.ROOT / "data").iterdir()} - {"README.md"}
    assert there - {"__pycache__"} <= told
    assert told <= there | {"generated"}


def test_what_the_readme_says_is_in_the_folder_is_ignored_by_git():
    table = TEXT.partition("| in the course's folder |")[2].partition("\n\n")[0]
    named = re.findall(r"^\| `([^`]+)`", table, re.MULTILINE)
    assert len(named) >= 4
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert [name for name in named if f"/{name}/" not in ignored] == []


def test_contributing_names_every_room():
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rooms = [path.parent.name for path in (ROOT / "helpers").glob("*/__init__.py")]
    assert [room for room in rooms if f"`helpers/{room}/`" not in page] == []
