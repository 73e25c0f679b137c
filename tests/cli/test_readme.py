"""The README shows the course as it is: its map, its picture, its commands."""

import base64
import re

import pytest

from helpers.cli import readme
from helpers.course import course

pytestmark = pytest.mark.every_lesson
TEXT = readme.README.read_text(encoding="utf-8")


def test_the_map_is_that_of_the_course():
    assert readme.with_map(TEXT) == TEXT, "run `python3 -m helpers readme`"


def test_the_picture_is_one_that_a_lesson_has_saved():
    saved = base64.b64decode(readme.charts(readme.LESSON)[readme.CHART])
    assert readme.PICTURE.read_bytes() == saved, "run `python3 -m helpers readme`"


def test_a_changed_map_is_noticed(monkeypatch):
    monkeypatch.setitem(course()["parts"][0]["lessons"][0], "minutes", 11)
    assert readme.with_map(TEXT) != TEXT


def test_every_command_named_exists():
    named = set(re.findall(r"python3? -m helpers (\w+)", TEXT))
    from helpers.cli import commands

    assert named <= set(commands.COMMANDS)
    assert {"lab", "test", "doctor", "execute"} <= named


def test_every_file_under_data_says_where_it_comes_from():
    # "lessons/NN/" stands for all of them; what Git ignores was generated
    table = (readme.ROOT / "data" / "README.md").read_text().partition("\n## ")[0]
    told = set(re.findall(r"^\| `([^`/]+)", table, re.MULTILINE))
    there = {path.name for path in (readme.ROOT / "data").iterdir()} - {"README.md"}
    assert there - {"__pycache__"} <= told
    assert told <= there | {"generated"}
