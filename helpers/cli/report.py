"""Your progress as one page that needs no other file: `python3 -m helpers progress`."""

import datetime
import html
from typing import NamedTuple

from helpers import __version__, progress
from helpers.course import course, notebook
from helpers.display.palette import BLUE
from helpers.exercises import all_exercises
from helpers.paths import LESSONS, write_whole
from helpers.quizzes import load
from helpers.quizzes.form import fits
from helpers.quizzes.questions import grade

STYLE = f"""
body {{ font: 16px/1.5 system-ui, sans-serif; color: #222; }}
body {{ max-width: 52em; margin: 2em auto; padding: 0 1em; }}
h1 {{ margin-bottom: 0; }}
h2 {{ font-size: 1.1em; margin: 1.6em 0 .3em; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
th, td {{ text-align: left; vertical-align: top; padding: .3em .8em .3em 0; border-bottom: 1px solid #ccc; }}
th {{ font-weight: 600; }}
th:nth-child(1) {{ width: 13em; }}
th:nth-child(2), th:nth-child(4) {{ width: 7em; }}
th:nth-child(5) {{ width: 5em; }}
.done {{ color: {BLUE}; font-weight: 600; }}
footer {{ margin-top: 2em; color: #555; font-size: .9em; }}
@media print {{ tr {{ break-inside: avoid; }} }}
"""
HEAD = ("lesson", "read", "exercises passed", "quiz", "guesses")
CAVEAT = (
    "This page repeats what the course recorded on the learner's computer, in a file that its owner can "
    "edit. It's a report, not a certificate."
)


class Row(NamedTuple):
    """What was done in a lesson: `exercises` is a list of (id, title, day or None)."""

    lesson: dict
    read: str
    exercises: list
    answered: int
    right: int
    questions: int
    guesses: int

    @property
    def passed(self):
        return [one for one in self.exercises if one[2] is not None]


def write(path, name=""):
    """Write the page to `path`; returns a sentence that sums it up, and the path."""
    parts = rows()
    write_whole(path, page(parts, name, datetime.date.today()))
    return summary(parts), path


def rows():
    """Return [(title of a part, its rows)] for the lessons that are written."""
    found = {}
    for exercise in all_exercises():
        found.setdefault(exercise.lesson, []).append(exercise)
    return [
        (
            part["title"],
            [_row(one, found.get(one["id"], [])) for one in part["lessons"] if notebook(one["id"])],
        )
        for part in course()["parts"]
    ]


def _row(lesson, exercises):
    number, days = lesson["id"], progress.passed()
    grades = _grades(number)
    return Row(
        lesson=lesson,
        read=progress.read().get(number, ""),
        exercises=[(one.id, one.title, days.get(one.id)) for one in exercises],
        answered=sum(right is not None for right in grades),
        right=grades.count(True),
        questions=len(grades),
        guesses=sum(name.startswith(number) for name in progress.kept(progress.GUESSES)),
    )


def _grades(number):
    """Return for each question of a quiz: True, False, or None without an answer that fits it."""
    path = LESSONS / number / "quiz.yml"
    given = progress.kept(progress.QUIZZES)
    grades = []
    for question in load(path) if path.exists() else []:
        answer = given.get(f"{number} {question['id']}")
        fitting = answer is not None and fits(question, answer)
        grades.append(grade(question, answer).right if fitting else None)
    return grades


def summary(parts):
    """Return what was done in all, as a sentence."""
    all_rows = [row for _, rows in parts for row in rows]
    read = sum(bool(row.read) for row in all_rows)
    passed = sum(len(row.passed) for row in all_rows)
    exercises = sum(len(row.exercises) for row in all_rows)
    right, questions = sum(row.right for row in all_rows), sum(row.questions for row in all_rows)
    return (
        f"{read} of {len(all_rows)} lessons read, {passed} of {exercises} exercises passed, "
        f"{right} of {questions} quiz questions right."
    )


def page(parts, name, today):
    """Return the page as HTML."""
    title = f"Redis, measured: progress{f' of {name}' if name else ''}"
    tables = "".join(_table(number, *part) for number, part in enumerate(parts) if part[1])
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
        f"<style>{STYLE}</style></head><body><h1>{html.escape(title)}</h1>"
        f"<p>{today.isoformat()}. {summary(parts)}</p>{tables}"
        f"<footer><p>{CAVEAT} Redis, measured {__version__}.</p></footer></body></html>\n"
    )


def _table(number, title, rows):
    head = "".join(f"<th>{name}</th>" for name in HEAD)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(row))}</tr>" for row in rows)
    return f"<h2>Part {number}: {html.escape(title)}</h2><table><tr>{head}</tr>{body}</table>"


def _cells(row):
    yield f"{row.lesson['id']} · {html.escape(row.lesson['title'])}"
    yield html.escape(row.read) or "–"
    yield "<br>".join(_done(*one) for one in row.passed) or (
        f"0 of {len(row.exercises)}" if row.exercises else "–"
    )
    yield f"{row.right} of {row.questions} right" if row.answered else "–"
    yield str(row.guesses or "–")


def _done(exercise_id, title, day):
    when = f", {html.escape(day)}" if day else ""
    return f'<span class="done">✓ {exercise_id}</span> {html.escape(title)}{when}'
