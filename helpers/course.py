"""The map of the course from data/course.yml, with what the learner has done."""

import functools
import html
import pathlib

import yaml
from IPython.display import display

ROOT = pathlib.Path(__file__).resolve().parent.parent


@functools.cache
def course():
    """data/course.yml as it stands: `parts` with `lessons`, and `routes`."""
    return yaml.safe_load((ROOT / "data" / "course.yml").read_text(encoding="utf-8"))


def lessons():
    """Lesson by id, in order: a dict with id, title, minutes, shows."""
    return {lesson["id"]: lesson for part in course()["parts"] for lesson in part["lessons"]}


def notebook(lesson_id):
    """The lesson's notebook as a path, or None where it is planned."""
    return next(iter(sorted((ROOT / "notebooks").glob(f"{lesson_id}-*.ipynb"))), None)


def course_map():
    """Show every lesson with its minutes, what it shows, and the exercises you have passed."""
    from helpers.exercises._progress import passed

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
    display(
        {"text/html": table.replace("<td>", '<td style="text-align:left">'), "text/plain": "\n".join(text)},
        raw=True,
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
