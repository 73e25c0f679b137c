"""The talk of lesson 03: its clock adds up, it stays small, and each of its sections needs no other."""

import ast
import itertools
import re

import nbformat
import pytest

from helpers.errors import CourseError
from helpers.labs import hour
from helpers.paths import NOTEBOOKS
from tests.lessons.form import Lesson
from tests.support import running

pytestmark = pytest.mark.lesson(number="03")

[PATH] = NOTEBOOKS.glob("03-*.ipynb")
LESSON = Lesson(PATH)
TO_START, CONTENT, QUESTIONS = 4, 48, 8  # minutes of an hour on stage
CODE_CELLS, CODE_LINES = 30, 120
OPTIONS = 4
LATE = "leave out"
SECTIONS = hour.sections()


def cells_of(section):
    """The code cells below the heading of a section, up to the next heading."""
    cells = nbformat.read(PATH, as_version=4).cells
    first = next(at for at, cell in enumerate(cells) if cell.source.startswith(f"## {section.title}\n"))
    own = itertools.takewhile(lambda cell: not cell.source.startswith("## "), cells[first + 1 :])
    return [cell for cell in own if cell.cell_type == "code"]


def calls(name):
    """The calls of a function in the lesson's code."""
    nodes = itertools.chain.from_iterable(ast.walk(cell.tree) for cell in LESSON.code)
    return [node for node in nodes if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name]


def test_the_sections_fill_the_hour_but_for_the_start_and_the_questions():
    assert SECTIONS[0].minute == TO_START
    for one, following in itertools.pairwise(SECTIONS):
        assert following.minute == one.minute + one.minutes, following.title
    assert sum(section.minutes for section in SECTIONS) == CONTENT
    assert TO_START + CONTENT + QUESTIONS == 60


def test_the_instructor_page_has_the_same_clock():
    rows = re.findall(r"^\| (\d+) \| (.*?) \| (\d+) \| (.*?) ?\|$", LESSON.instructor, re.MULTILINE)
    planned = [("0", "The setup cell", str(TO_START), "")]
    planned += [(str(one.minute), one.title, str(one.minutes), LATE * one.drop) for one in SECTIONS]
    planned += [(str(TO_START + CONTENT), "Questions", str(QUESTIONS), "")]
    assert rows == planned


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_the_instructor_page_has_the_first_sentence_of_each_section(section):
    assert f"> {section.say}" in LESSON.instructor
    assert section.ask.endswith("?")


def test_it_is_small_enough_to_be_shown():
    assert len(LESSON.code) <= CODE_CELLS
    assert sum(len(cell.lines) for cell in LESSON.code) <= CODE_LINES


def test_two_thirds_of_the_claims_are_exact():
    claims = calls("claim")
    exact = [one for one in claims if any(keyword.arg == "exactly" for keyword in one.keywords)]
    assert len(exact) >= 2 / 3 * len(claims)


def test_each_prediction_has_four_options():
    asked = calls("predict")
    assert asked and [len(one.args) - 1 for one in asked] == [OPTIONS] * len(asked)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.title)
def test_each_section_needs_only_the_setup_cell(section):
    start = nbformat.v4.new_code_cell(
        f"from helpers.labs.hour import start_at\nstart_at({section.minute + section.minutes - 1})"
    )
    own = cells_of(section)
    ran = running.run([running.code_of(PATH)[0], start, *own], roughly=True)
    assert ran.errors == []
    assert f"Minute {section.minute}: {section.title}" in ran.printed
    assert ran.claims == running.claims_in("\n".join(map(running.printed, own)))


def test_after_the_talk_there_is_no_section_to_start():
    with pytest.raises(CourseError, match="The talk ends at minute 52"):
        hour.start_at(TO_START + CONTENT)
