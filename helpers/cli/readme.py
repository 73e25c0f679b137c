"""Rewrite what the README takes from the course: `python3 -m helpers readme`, after a lesson has changed.

The map of data/course.yml is between its two marks, and data/first-chart.png is the picture that lesson 20
saved, with its text. tests/cli/test_readme.py holds the README to both.
"""

import base64
import itertools
import re

import nbformat

from helpers.course import course, notebook
from helpers.paths import DATA, ROOT
from helpers.routes import routes
from helpers.setup.installing import say

README = ROOT / "README.md"
PICTURE = DATA / "first-chart.png"
LESSON, CHART = "20", 0  # the picture comes from this lesson, and is its chart of this number
MARKS = ("<!-- map: written by python3 -m helpers readme -->\n", "<!-- end of map -->\n")


def course_table():
    """The map as a Markdown table and the routes as a list."""
    lines = ["| | lesson | minutes | what it shows |", "|---|---|---|---|"]
    for number, part in enumerate(course()["parts"]):
        lines.append(f"| | **Part {number}: {part['title']}** | | |")
        lines += [_row(lesson) for lesson in part["lessons"]]
    lines += ["", "Three routes lead through it, each with a checklist in lesson 00:", ""]
    lines += [f"- **{route.title}**, {route.about}{_steps(route)}: {route.times}." for route in routes()]
    return "\n".join(lines) + "\n"


def _row(lesson):
    path = notebook(lesson["id"])
    title = f"[{lesson['title']}](notebooks/{path.name})" if path else f"{lesson['title']} (planned)"
    return f"| {lesson['id']} | {title} | {lesson['minutes'] or '–'} | {lesson['shows']} |"


def _steps(route):
    exercises = ", ".join(step.exercise for step in route.steps if step.exercise)
    steps = ", ".join(step.lesson for step in route.steps) + f", with {exercises}" * bool(exercises)
    return f" ({steps})" * bool(steps)


def charts(number):
    """The charts saved in a lesson, in order: for each a dict with image/png (base64) and text/plain."""
    cells = nbformat.read(notebook(number), as_version=4).cells
    outputs = itertools.chain.from_iterable(cell.get("outputs", []) for cell in cells)
    return [output.data for output in outputs if "image/png" in output.get("data", {})]


def updated(text):
    """The README's text with the map as it is now, and what the picture says in words."""
    before, rest = text.split(MARKS[0])
    text = before + MARKS[0] + course_table() + MARKS[1] + rest.split(MARKS[1])[1]
    words = " ".join(charts(LESSON)[CHART]["text/plain"].split())
    return re.sub(r"!\[.*\]\(data/first-chart.png\)", lambda _: f"![{words}](data/first-chart.png)", text)


def picture():
    """The bytes of the picture, as the lesson saved it."""
    return base64.b64decode(charts(LESSON)[CHART]["image/png"])


def rewrite():
    """Write README.md and its picture, and say so."""
    README.write_text(updated(README.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_bytes(picture())
    say(f"Updated {README.name} and {PICTURE.relative_to(ROOT)}.")
