"""Rewrite what the README takes from the course: `python3 -m helpers readme`, after a lesson has changed.

Between its two marks stands the map of data/course.yml, and data/first-chart.png is
the picture that lesson 20 has saved. tests/cli/test_readme.py holds the README to both.
"""

import base64
import itertools

import nbformat

from helpers.course import course, notebook, routes
from helpers.paths import DATA, ROOT
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
    lines += ["", "Three routes lead through it:", ""]
    lines += [f"- **{route['title']}**, {route['about']}{_steps(route)}" for route in routes()]
    return "\n".join(lines) + "\n"


def _row(lesson):
    path = notebook(lesson["id"])
    title = f"[{lesson['title']}](notebooks/{path.name})" if path else f"{lesson['title']} (planned)"
    return f"| {lesson['id']} | {title} | {lesson['minutes'] or '–'} | {lesson['shows']} |"


def _steps(route):
    given = route.get("steps", [])
    steps = [step if isinstance(step, str) else f"{step[0]} ({step[1]} min)" for step in given]
    return f": {', '.join(steps)}." if steps else "."


def charts(number):
    """The pictures saved in a lesson, as base64, in order."""
    cells = nbformat.read(notebook(number), as_version=4).cells
    outputs = itertools.chain.from_iterable(cell.get("outputs", []) for cell in cells)
    return [output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})]


def with_map(text):
    """The README's text with the map as it is now."""
    before, rest = text.split(MARKS[0])
    return before + MARKS[0] + course_table() + MARKS[1] + rest.split(MARKS[1])[1]


def rewrite():
    """Write README.md and its picture anew; say which files were written."""
    README.write_text(with_map(README.read_text(encoding="utf-8")), encoding="utf-8")
    PICTURE.write_bytes(base64.b64decode(charts(LESSON)[CHART]))
    say(f"Written: {README.name}, {PICTURE.relative_to(ROOT)}")
