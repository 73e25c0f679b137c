"""The map of the course from data/course.yml, with the exercises that you have passed."""

import functools
import html

from helpers.display import show_reading
from helpers.errors import CourseError
from helpers.paths import DATA, NOTEBOOKS
from helpers.progress import passed

SMALL = dict(enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]))
TEMPLATE = "99"  # the lesson that authors copy, which isn't on the map


@functools.cache
def course():
    """Return the content of data/course.yml: `parts` with `lessons`, and `routes`."""
    import yaml  # not before the course is installed

    return yaml.safe_load((DATA / "course.yml").read_text(encoding="utf-8"))


def lessons():
    """Return id → lesson in the order of the course; a lesson has id, title, minutes and shows."""
    return {lesson["id"]: lesson for part in course()["parts"] for lesson in part["lessons"]}


def routes():
    """Yield the routes through the course; `about` says how many hours their lessons take."""
    known = lessons()
    for route in course()["routes"]:
        steps = [step for step in route.get("steps", known) if isinstance(step, str)]
        hours = round(sum(known[step]["minutes"] for step in steps) / 60)
        yield route | {"about": route["about"].format(hours=SMALL.get(hours, hours))}


def notebook(lesson_id):
    """Return the path of the lesson's notebook, or None if it isn't written yet."""
    return next(iter(sorted(NOTEBOOKS.glob(f"{lesson_id}-*.ipynb"))), None)


def written(number, folder=NOTEBOOKS, template=False):
    """Return the path of a lesson's notebook, such as "42"; CourseError lists the lessons that exist.

    `template`: whether the template counts too.
    """
    there = {path.name[:2]: path for path in sorted(folder.glob("[0-9][0-9]-*.ipynb"))}
    if not template:
        there.pop(TEMPLATE, None)
    if number in there:
        return there[number]
    asked = f"There is no lesson {number!r}. Choose" if number else "Which lesson? Choose"
    raise CourseError(f"{asked} from {', '.join(there) or 'none: the folder is empty'}.")


def course_map():
    """Show every lesson with its minutes, what it shows, and the exercises you have passed."""
    done = passed()
    rows, text = [], []
    for number, part in enumerate(course()["parts"]):
        title = f"Part {number}: {part['title']}"
        rows.append(f'<tr><th colspan="4" style="text-align:left">{html.escape(title)}</th></tr>')
        text.append(title)
        for lesson in part["lessons"]:
            marks = " ".join(f"✓ {exercise}" for exercise in done if exercise.startswith(lesson["id"] + "."))
            rows.append(_row(lesson, marks))
            text.append(f"  {lesson['id']}  {lesson['title']}: {lesson['shows']}  {marks}".rstrip())
    left = '<th style="text-align:left">'
    head = f"<tr><th></th>{left}lesson</th>{left}minutes</th>{left}what it shows</th></tr>"
    table = f"<table>{head}{''.join(rows)}</table>"
    show_reading(
        {"text/html": table.replace("<td>", '<td style="text-align:left">'), "text/plain": "\n".join(text)}
    )


def _row(lesson, marks):
    path = notebook(lesson["id"])
    name = html.escape(lesson["title"])
    if path:
        name = f'<a href="{path.name}">{name}</a>'
    else:
        name += " <i>(planned)</i>"
    minutes = lesson["minutes"] or "–"
    shows = html.escape(lesson["shows"])
    return f"<tr><td>{lesson['id']}</td><td>{name} {marks}</td><td>{minutes}</td><td>{shows}</td></tr>"
