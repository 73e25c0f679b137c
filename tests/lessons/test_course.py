"""The map of the course is complete, and says what you have done."""

import json
import re

import pytest

from helpers import course
from helpers.course import course_map, lessons
from helpers.paths import PROGRESS_VARIABLE, ROOT
from tests.lessons.form import NOT_ON_THE_MAP

pytestmark = pytest.mark.every_lesson


def all_lessons():
    return [lesson for part in course.course()["parts"] for lesson in part["lessons"]]


def test_every_lesson_has_its_own_id_and_all_fields():
    ids = [lesson["id"] for lesson in all_lessons()]
    assert len(set(ids)) == len(ids)
    assert ids == sorted(ids)
    for lesson in all_lessons():
        assert re.fullmatch(r"\d\d", lesson["id"])
        fields = {"id", "title", "minutes", "shows"}
        assert set(lesson) == fields | ({"whole", "edition"} if "edition" in lesson else set())
        assert lesson["title"] and lesson["shows"]


def test_minutes_are_positive():
    for lesson in all_lessons():
        assert isinstance(lesson["minutes"], int)
        assert lesson["minutes"] > 0, lesson


def test_every_notebook_is_on_the_map():
    numbers = {path.name[:2] for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert numbers - set(NOT_ON_THE_MAP) <= set(lessons())


@pytest.fixture
def shown(monkeypatch):
    """What `course_map` displays."""
    bundles = []
    monkeypatch.setattr(course, "show_reading", bundles.append)
    return bundles


def test_the_map_shows_every_lesson_and_links_those_that_exist(shown):
    course_map()
    page, text = shown[0]["text/html"], shown[0]["text/plain"]
    for lesson in all_lessons():
        assert f"{lesson['id']}  {lesson['title']}: {lesson['shows']}" in text
        path = course.notebook(lesson["id"])
        assert (f'href="{path.name}"' in page) if path else True
    assert page.count("(planned)") == sum(course.notebook(number) is None for number in lessons())


def test_the_map_escapes_titles(shown, monkeypatch):
    lesson = {"id": "98", "title": "<b>&", "minutes": 1, "shows": "a < b"}
    made = {"parts": [{"title": "<i>part", "lessons": [lesson]}], "routes": []}
    monkeypatch.setattr(course, "course", lambda: made)
    course_map()
    assert "&lt;b&gt;&amp;" in shown[0]["text/html"]
    assert "a &lt; b" in shown[0]["text/html"]
    assert "&lt;i&gt;part" in shown[0]["text/html"]


@pytest.fixture
def done(tmp_path, monkeypatch):
    """Writes a progress file: section → what is in it."""

    def write(**sections):
        path = tmp_path / "progress.json"
        path.write_text(json.dumps(sections))
        monkeypatch.setenv(PROGRESS_VARIABLE, str(path))

    return write


def test_the_map_says_what_is_next_and_how_far_each_part_is(shown, done):
    passed = {one: "2025-01-31" for number in ("00", "01") for one in course.exercises(number)}
    done(exercises=passed)
    course_map()
    page = shown[0]["text/html"]
    assert 'Next: <a href="02-redis-memcached-database.ipynb">02 · ' in page
    assert f"{len(passed)} of " in page and "✓ 00.1" in page
    assert page.count("<details open>") == 1


def test_after_a_lesson_comes_the_next_one_that_is_written(shown, done):
    course.next_lesson("26")
    assert shown[0]["text/plain"].startswith("Continue with [30 · ")
    assert shown[0]["text/markdown"] == shown[0]["text/plain"]
    done(exercises={"20.1": "2025-01-31"}, quizzes={"20 once": 1}, guesses={"20 How many?": 9})
    course.next_lesson("20")
    assert shown[1]["text/plain"].startswith("Continue with [21 · ")
    assert shown[1]["text/markdown"].startswith("You've passed 1 of ")
    assert "answered 1 of the quiz's questions, and locked in 1 guess." in shown[1]["text/markdown"]
