"""The three routes: their lessons exist, their minutes add up, and pages that tell them agree."""

import re

import pytest

from helpers import routes as module
from helpers.course import course, exercises, lessons, notebook
from helpers.paths import NOTEBOOKS
from helpers.routes import EXERCISE, EXERCISE_IN_ROOM, in_a_room, routes
from tests.lessons.form import TEMPLATE, Lesson, minutes

pytestmark = pytest.mark.every_lesson

ROUTES = {route.title: route for route in routes()}
STEPS = [step for route in ROUTES.values() for step in route.steps]
IN_THE_DAY = re.compile(
    r"^In the one-day route: (\d+) minutes(?:, and (\d+) for exercise ([\d.]+))?[.:]", re.M
)


def instructor_page(lesson_id):
    return Lesson(notebook(lesson_id)).instructor


def test_every_step_is_a_lesson_that_is_there_in_order():
    for route in ROUTES.values():
        numbers = [step.lesson for step in route.steps]
        assert numbers == sorted(set(numbers))
        assert all(map(notebook, numbers)), route.title
        assert all(step.exercise in ["", *exercises(step.lesson)] for step in route.steps)
        assert route.checklist


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.lesson)
def test_a_short_path_is_no_longer_than_the_lesson_in_a_room(step):
    assert 0 < step.room <= in_a_room(step.lesson)


def test_the_hour_is_an_hour_in_a_room():
    hour = ROUTES["One hour"]
    assert hour.room == in_a_room("03") == 60
    assert hour.alone == lessons()["03"]["minutes"]


@pytest.mark.parametrize("step", ROUTES["One day"].steps, ids=lambda step: step.lesson)
def test_the_instructor_pages_have_the_minutes_of_the_day(step):
    found = IN_THE_DAY.findall(instructor_page(step.lesson))
    with_exercise = (str(EXERCISE_IN_ROOM), step.exercise) if step.exercise else ("", "")
    assert found == [(str(step.room), *with_exercise)]


def test_no_other_page_claims_to_be_in_the_day():
    there = {
        path.name[:2] for path in NOTEBOOKS.glob("instructor/*.md") if IN_THE_DAY.search(path.read_text())
    }
    assert there == {step.lesson for step in ROUTES["One day"].steps}


def test_the_minutes_of_the_day_add_up():
    day = ROUTES["One day"]
    practice = [step.exercise for step in day.steps if step.exercise]
    assert day.alone == sum(lessons()[step.lesson]["minutes"] for step in day.steps) + 10 * len(practice)
    assert day.room == sum(step.room for step in day.steps) + 15 * len(practice)
    assert day.room <= 6 * 60, "with breaks, a day has no more"
    assert EXERCISE == minutes.EXERCISE


def test_everything_is_every_lesson_that_is_there_with_exercises_and_quiz():
    there = [lesson for lesson in lessons().values() if notebook(lesson["id"])]
    everything = ROUTES["Everything"]
    assert everything.alone == sum(lesson.get("whole", lesson["minutes"]) for lesson in there)
    assert everything.room == sum(in_a_room(lesson["id"]) for lesson in there)
    assert everything.alone < everything.room < 2 * everything.alone


@pytest.mark.parametrize(
    "path", sorted(set(NOTEBOOKS.glob("[0-9]*.ipynb")) - {TEMPLATE}), ids=lambda path: path.stem
)
def test_a_room_takes_longer_than_a_reader_alone(path):
    assert in_a_room(path.name[:2]) >= lessons()[path.name[:2]]["minutes"]


def test_minutes_in_words():
    assert [module._words(number) for number in (20, 89, 90, 355)] == [
        "20 minutes",
        "89 minutes",
        "about 2 hours",
        "about 6 hours",
    ]


def test_a_changed_lesson_changes_the_day(monkeypatch):
    before = ROUTES["One day"].alone
    lesson = next(one for part in course()["parts"] for one in part["lessons"] if one["id"] == "10")
    monkeypatch.setitem(lesson, "minutes", lesson["minutes"] + 7)
    assert next(route for route in routes() if route.title == "One day").alone == before + 7


@pytest.mark.parametrize("title", ROUTES)
def test_the_first_notebook_describes_the_same_routes(title):
    route = ROUTES[title]
    page = "\n".join(cell.source for cell in Lesson(notebook("00")).markdown)
    lines = [f"- **{title}**, {route.about}", *(f"    - [ ] {box}" for box in route.checklist)]
    if route.steps:
        lines[0] += ": " + ", ".join(step.lesson for step in route.steps) + f". It takes {route.times}."
    told = re.sub(r"\[lesson (\d\d)\]\([^)]*\)", r"\1", page)
    missing = [line for line in lines if line not in told]
    assert not missing, f"lesson 00 has to say, each on a line: {missing}"
