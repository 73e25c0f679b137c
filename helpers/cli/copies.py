"""The learner's own copies of the notebooks: made once, kept up to date, never overwritten once changed.

They are laid out without outputs, so a question such as "**Predict:** ..." doesn't have its answer below.
"""

import hashlib
import itertools
import json

from helpers.course import written
from helpers.paths import COPIES, NOTEBOOKS, set_aside, write_whole

LESSONS = "[0-8]*.ipynb"  # 99 is the template, for authors
MEMORY = ".originals.json"


def refresh(originals=NOTEBOOKS, copies=COPIES, with_outputs=False):
    """Lay out a copy of every lesson. Return a sentence for each update laid next to a changed copy.

    A copy counts as changed if its cells are those of no original that was laid out before. Outputs don't
    count, because running the notebook makes them again. `with_outputs` lays out the saved ones too.
    """
    copies.mkdir(exist_ok=True)
    known = _read(copies / MEMORY)
    told = []
    for original in sorted(originals.glob(LESSONS)):
        copy, digest = copies / original.name, _digest(original.read_bytes())
        seen = known.setdefault(original.name, {"original": None, "untouched": []})
        is_new = seen["original"] != digest
        if is_new or "forms" not in seen:
            forms = [_digest(_form(original, saved)) for saved in (False, True)]
            seen |= {"original": digest, "forms": forms}
        if is_new:
            seen["untouched"].append(_cells(original.read_bytes()))
        elif copy.exists() and not _is_other_form(copy, seen["forms"], with_outputs):
            continue
        place = _place(copy, seen["untouched"])
        write_whole(place, _form(original, with_outputs))
        if place != copy:
            told.append(f"{copy.name} has a new version. You changed yours, so the new one is {place.name}.")
        write_whole(copies / MEMORY, json.dumps(known, indent=1))
    return told


def start_over(number, originals=NOTEBOOKS, copies=COPIES):
    """Lay out a fresh copy of one lesson. Return its path, and the path of the old one or None.

    CourseError for a lesson that doesn't exist.
    """
    refresh(originals, copies)
    copy = copies / written(number, originals).name
    old = set_aside(copy)
    refresh(originals, copies)
    return copy, old


def _form(original, with_outputs):
    """The bytes of a copy: the original as it is, or without outputs and counts."""
    content = original.read_bytes()
    return content if with_outputs else _without_outputs(content)


def clear(lesson, copies=COPIES):
    """Remove the outputs from a lesson's copy, which running it makes again: a room shouldn't read ahead."""
    copy = copies / lesson
    content = copy.read_bytes()
    if _cells(content):  # it's still a notebook
        write_whole(copy, _without_outputs(content))


def _without_outputs(content):
    """The bytes of a notebook without outputs and counts."""
    notebook = json.loads(content)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
    return (json.dumps(notebook, indent=1, ensure_ascii=False) + "\n").encode()


def _is_other_form(copy, forms, with_outputs):
    """Whether a copy was laid out the other way, with outputs or without, and never saved since."""
    return _digest(copy.read_bytes()) == forms[not with_outputs]


def _read(memory):
    try:
        return json.loads(memory.read_text())
    except (FileNotFoundError, ValueError):
        return {}  # then a copy is untouched only if it equals today's original


def _digest(content):
    return hashlib.sha256(content).hexdigest()


def _cells(content):
    """Return a digest of a notebook's cells without outputs, or None if the file isn't a notebook."""
    try:
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(content)["cells"]]
    except (ValueError, KeyError, TypeError):
        return None
    return _digest(json.dumps(cells).encode())


def _place(copy, untouched):
    """Where a new original goes without overwriting anything that the learner changed."""
    names = itertools.chain(
        [copy.name, f"{copy.stem}.updated.ipynb"],
        (f"{copy.stem}.updated-{number}.ipynb" for number in itertools.count(2)),
    )
    for place in map(copy.with_name, names):
        if not place.exists() or _cells(place.read_bytes()) in untouched:
            return place
