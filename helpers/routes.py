"""The routes through the course, from data/course.yml, with how long each takes alone and in a room."""

import re
from typing import NamedTuple

from helpers.course import course, lessons, notebook
from helpers.paths import NOTEBOOKS

EXERCISE, EXERCISE_IN_ROOM = 10, 15  # minutes for one exercise; a room waits for its slower half
HOURS_FROM = 90  # minutes; less is said in minutes


class Step(NamedTuple):
    """A lesson of a route: its short path of `room` minutes in a room, and one exercise or ""."""

    lesson: str
    room: int
    exercise: str = ""


class Route(NamedTuple):
    """A route. `alone` and `room` are minutes, and `checklist` is what you can say at its end.

    Without `steps`, it leads through all lessons that are written, with their exercises and quizzes.
    """

    title: str
    about: str
    steps: list
    checklist: list
    alone: int
    room: int

    @property
    def times(self):
        """How long it takes, in words."""
        return f"{_words(self.alone)} alone, {_words(self.room)} in a room"


def routes():
    """Return the `Route`s in the order of data/course.yml."""
    return [_route(**given) for given in course()["routes"]]


def in_a_room(lesson_id):
    """Return the minutes that a lesson takes in a room, the sum of its instructor page's table."""
    page = NOTEBOOKS / "instructor" / f"{notebook(lesson_id).stem}.md"
    table = page.read_text(encoding="utf-8").partition("\n## Minutes\n")[2].partition("\n## ")[0]
    head, _, *rows = [re.split(r" *\| *", line.strip("| ")) for line in re.findall(r"^\|.*", table, re.M)]
    return sum(int(row[head.index("minutes")]) for row in rows)


def _route(title, about, checklist, steps=()):
    steps = [Step(**step) for step in steps]
    known = lessons()
    if steps:
        exercises = sum(bool(step.exercise) for step in steps)
        alone = sum(known[step.lesson]["minutes"] for step in steps) + exercises * EXERCISE
        room = sum(step.room for step in steps) + exercises * EXERCISE_IN_ROOM
    else:
        there = [lesson for lesson in known.values() if notebook(lesson["id"])]
        alone = sum(lesson.get("whole", lesson["minutes"]) for lesson in there)
        room = sum(in_a_room(lesson["id"]) for lesson in there)
    return Route(title, about, steps, checklist, alone, room)


def _words(minutes):
    return f"{minutes} minutes" if minutes < HOURS_FROM else f"about {round(minutes / 60)} hours"
