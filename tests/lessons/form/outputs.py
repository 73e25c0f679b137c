"""What is saved with a notebook: the page that a reader sees, and what CI compares."""

import json
import pathlib
import re
import sys
import tempfile

from helpers.paths import ROOT
from tests.lessons.form import check

LARGEST = 400_000  # characters of output in one notebook
SHOWS = {"claim", "print", "quiz", "check", "compare", "ecdf", "lines", "bars", "timeline", "show"}
WIDGET = "application/vnd.jupyter.widget-view+json"
WELL_KNOWN = {"6379", "26379", "5432", "11211", "8888"}
FOLDERS = re.compile(r"(?<![\w./])(?:/(?:home|Users|root|tmp|private|mnt|work)/|[A-Z]:\\Users)\S*")
PORT = re.compile(r"\b(?:127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1\]):(\d{2,5})\b")


@check
def counts(lesson):
    """Run from top to bottom, in one go."""
    wrong = [cell for number, cell in enumerate(lesson.code, start=1) if cell.count != number]
    if not wrong:
        return []
    return [f"{wrong[0].name} is code cell {lesson.code.index(wrong[0]) + 1}: {_again(lesson)}"]


def _again(lesson):
    return f"run it anew, `python3 -m helpers execute {lesson.number}`"


@check
def saved(lesson):
    """What shows something has an output to compare."""
    empty = [
        cell.name
        for cell in lesson.code
        if not cell.outputs and (cell.source.startswith("%%redis") or _shows(cell))
    ]
    return [f"no saved output: {'; '.join(empty)}: {_again(lesson)}"] if empty else []


def _shows(cell):
    """Whether its last line, standing at the margin, calls something that shows."""
    last = cell.lines[-1] if cell.lines else ""
    return any(last.startswith(f"{name}(") for name in SHOWS)


@check
def widgets(lesson):
    """No widget state: the widgets ended with their kernel."""
    found = ["the notebook's metadata hold widgets"] if "widgets" in lesson.metadata else []
    found += [
        f"{cell.name} has a widget saved"
        for cell in lesson.code
        if any(WIDGET in out.get("data", {}) for out in cell.outputs)
    ]
    return [f"{one}: {_again(lesson)}" for one in found]


@check
def kernel(lesson):
    """The kernel that every environment has."""
    name = lesson.metadata.get("kernelspec", {}).get("name")
    return [] if name == "python3" else [f"its kernel is {name!r}, not 'python3': {_again(lesson)}"]


@check
def machine(lesson):
    """Nothing of the machine on which it ran: no folder, no address with its port."""
    own = [str(ROOT), sys.prefix, str(pathlib.Path.home()), tempfile.gettempdir()]
    own = [folder for folder in own if folder.count("/") > 1]
    problems = []
    for cell in lesson.cells:
        for text in [cell.source, *cell.texts]:
            found = [folder for folder in own if folder in text] + FOLDERS.findall(text)
            found += [match[0] for match in PORT.finditer(text) if match[1] not in WELL_KNOWN]
            problems += [f"{cell.name} names {one}, which is so on one machine only" for one in found[:1]]
    return problems


@check
def size(lesson):
    """A page that opens at once, and a repository that stays small."""
    sizes = {cell.name: sum(len(json.dumps(out)) for out in cell.outputs) for cell in lesson.code}
    total, largest = sum(sizes.values()), max(sizes, key=sizes.get)
    if total <= LARGEST:
        return []
    return [f"{total:,} characters of output, over {LARGEST:,}; most in {largest}: {sizes[largest]:,}"]


@check
def charts(lesson):
    """Pictures are not compared, so each has a claim or a compared line in its cell or the next two."""
    problems = []
    for at, cell in enumerate(lesson.cells):
        near = lesson.cells[at : at + 3]
        if cell.is_code and cell.pictures and not any(map(_is_compared, near)):
            problems.append(
                f"{cell.name} draws a chart that nothing checks: add a claim, or print a line,"
                " in the same or the next two cells"
            )
    return problems


def _is_compared(cell):
    if not cell.is_code or "nbval-ignore-output" in cell.tags:
        return False
    own = [out for out in cell.outputs if out not in cell.pictures]
    return any(out.get("text", "").strip() or out.get("data") for out in own)


@check
def alternative_text(lesson):
    """Every picture says what is in it, for those who do not see it."""
    problems = []
    for cell in lesson.code:
        if not all(map(_has_words, cell.pictures)):
            problems.append(f"{cell.name} shows a picture without its text: use `charts.show(fig, alt)`")
        html = " ".join(out["data"].get("text/html", "") for out in cell.outputs if "data" in out)
        problems += [f"{cell.name}: an <img> in its HTML has no alt text" for _ in _mute(html)]
    for cell in lesson.cells:
        if not cell.is_code and (re.search(r"!\[\s*\]\(", cell.source) or _mute(cell.source)):
            problems.append(f"{cell.name}: give the picture a text, `![what is in it](…)`")
    return problems


def _has_words(picture):
    text = "".join(picture.data.get("text/plain", ""))
    meta = picture.get("metadata", {})
    alt = next((meta[kind].get("alt") for kind in meta if kind.startswith("image/")), None)
    return text.startswith(("Chart: ", "Diagram: ")) or bool(alt and text.strip())


def _mute(html):
    return [tag for tag in re.findall(r"<img\b[^>]*>", html) if not re.search(r"\balt=[\"'][^\"']", tag)]
