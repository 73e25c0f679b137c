"""`python3 -m helpers new 42 "Rate limiting"`: a lesson to start from, the template with another number."""

import json
import re
import shutil

import nbformat

from helpers import course
from helpers.cli.execute import normalise
from helpers.errors import CourseError
from helpers.paths import DATA, LESSONS, NOTEBOOKS, ROOT, write_whole
from helpers.setup.installing import say

TEMPLATE = course.TEMPLATE
NAME = "template"  # of its files: 99-template.ipynb
MINUTES = 30  # of a lesson that data/course.yml doesn't have yet
PRACTICE = 25  # minutes more with two exercises and the quiz: see tests/lessons/form/minutes.py


def make(number, title=None):
    """Make lesson `number`; CourseError if it exists, or if its title isn't clear. Says what's left to do."""
    if not re.fullmatch(r"\d\d", number) or number == TEMPLATE:
        raise CourseError(f"{number!r} can't be a lesson's number: use two digits, such as 42, but not 99.")
    title, minutes = _facts(number, title)
    name = f"{number}-{_slug(title)}"
    files = [NOTEBOOKS / f"{name}.ipynb", NOTEBOOKS / "instructor" / f"{name}.md", LESSONS / number]
    if existing := [path for path in files if path.exists()] or sorted(NOTEBOOKS.glob(f"{number}-*")):
        raise CourseError(f"Lesson {number} exists: {existing[0].relative_to(ROOT)}.")
    renumber = _renumbering(number, title, minutes)
    notebook, page, folder = files
    shutil.copytree(LESSONS / TEMPLATE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in filter(lambda path: path.is_file(), folder.rglob("*")):
        write_whole(path, renumber(path.read_text(encoding="utf-8")))
    template_page = NOTEBOOKS / "instructor" / f"{TEMPLATE}-{NAME}.md"
    write_whole(page, renumber(template_page.read_text(encoding="utf-8")))
    write_whole(notebook, _notebook(NOTEBOOKS / f"{TEMPLATE}-{NAME}.ipynb", renumber))
    added = _enter_in_map(number, title)
    say(_left_to_do(number, [path.relative_to(ROOT) for path in files], added))


def _facts(number, title):
    """(title, minutes) of a lesson: data/course.yml's where it has the lesson."""
    planned = course.lessons().get(number)
    if not planned and not title:
        raise CourseError(f'data/course.yml has no lesson {number}. Say its title: `new {number} "..."`.')
    if planned and title not in (None, planned["title"]):
        called = f"data/course.yml calls lesson {number} {planned['title']!r}"
        raise CourseError(f"{called}: leave the title out, or change it there.")
    return (planned["title"], planned["minutes"]) if planned else (title, MINUTES)


def _slug(title):
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _renumbering(number, title, minutes):
    """A function that turns the template's text into the lesson's."""
    changes = [
        (rf"\b{TEMPLATE} · Template\b", f"{number} · {title}"),
        (rf"\b{TEMPLATE}\.(?=\d)", f"{number}."),  # exercise 99.1
        (rf'(?<=quiz\("){TEMPLATE}(?="\))', number),
        (r"^\*\*\d+ minutes\*\*, \d+ with", f"**{minutes} minutes**, {minutes + PRACTICE} with"),
    ]

    def renumber(text):
        for old, new in changes:
            text = re.sub(old, new.replace("\\", r"\\"), text, flags=re.MULTILINE)
        return text

    return renumber


def _notebook(template, renumber):
    """The template's notebook with its texts renumbered, outputs included, as `execute` would write it."""
    notebook = nbformat.read(template, as_version=4)
    for cell in notebook.cells:
        cell.source = renumber(cell.source)
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            data |= {kind: renumber(text) for kind, text in data.items() if kind.startswith("text/")}
    return nbformat.writes(normalise(notebook)) + "\n"


def _enter_in_map(number, title):
    """Enter the lesson into data/course.yml with the fields of a written lesson; return whether it's new."""
    path = DATA / "course.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = {match[1]: at for at, line in enumerate(lines) if (match := re.search(r'- \{id: "(\d\d)"', line))}
    planned = number in rows
    if not planned:
        # after the lesson before it, so in the part that this one belongs to, or at the end of the one before
        rows[number] = 1 + max((at for id, at in rows.items() if id < number), default=min(rows.values()) - 1)
        fields = f'id: "{number}", title: {json.dumps(title, ensure_ascii=False)}, minutes: {MINUTES}'
        lines.insert(rows[number], f'      - {{{fields}, shows: "what it shows, in a few words"}}')
    at = rows[number]
    lines[at] = re.sub(
        r"minutes: (\d+),(?! whole)",
        lambda found: f"{found[0]} whole: {int(found[1]) + PRACTICE}, edition: 2,",
        lines[at],
    )
    write_whole(path, "\n".join(lines) + "\n")
    course.course.cache_clear()
    return not planned


def _left_to_do(number, files, added):
    notebook, page, folder = files
    steps = [
        f"Write {notebook}. Comments that begin with `Author:` say what belongs where; remove them.",
        f"Write two or three exercises in {folder}/exercises.",
        f"Write four to six questions in {folder}/quiz.yml.",
        f"Write {folder}/sabotage.yml: a change for each claim that makes it false.",
        f"Write {page} for instructors.",
        f"Run `python3 -m helpers execute {number}`, then `python3 -m helpers test {number}`.",
        "Run `python3 -m helpers readme` once title and minutes are final.",
    ]
    if added:
        steps.insert(0, f"Check lesson {number} in data/course.yml: its part, minutes, and what it shows.")
    listed = "\n".join(f"  {at}. {step}" for at, step in enumerate(steps, start=1))
    return (
        f"Lesson {number} is a copy of the template. What's left to do (CONTRIBUTING.md says how):\n{listed}"
    )
