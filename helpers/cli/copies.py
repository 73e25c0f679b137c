"""The learner's own copies of the notebooks: made once, kept up to date, never overwritten once changed."""

import hashlib
import itertools
import json

from helpers.paths import COPIES, NOTEBOOKS, write_whole

LESSONS = "[0-8]*.ipynb"  # 99 is the template, for authors


def refresh(originals=NOTEBOOKS, copies=COPIES):
    """Lay out a copy of every lesson; returns a sentence for each update laid beside a changed copy.

    A copy whose cells are those of an original that was laid out before is replaced; outputs do not count,
    running a notebook makes them again.
    """
    copies.mkdir(exist_ok=True)
    memory = copies / ".originals.json"
    known = _read(memory)
    told = []
    for original in sorted(originals.glob(LESSONS)):
        content = original.read_bytes()
        digest = hashlib.sha256(content).hexdigest()
        seen = known.setdefault(original.name, {"original": None, "untouched": []})
        if seen["original"] == digest and (copies / original.name).exists():
            continue
        seen["untouched"].append(_cells(content))
        copy = _place(copies / original.name, seen["untouched"])
        write_whole(copy, content)
        if copy.name != original.name:
            told.append(f"{original.name} was updated; yours is changed, so the new one is {copy.name}.")
        seen["original"] = digest
        write_whole(memory, json.dumps(known, indent=1).encode())
    return told


def _read(memory):
    try:
        return json.loads(memory.read_text())
    except (FileNotFoundError, ValueError):
        return {}  # then a copy is untouched only if it equals today's original


def _cells(content):
    """Digest of a notebook's cells without outputs; None for a file that is no notebook."""
    try:
        cells = [(cell["cell_type"], "".join(cell["source"])) for cell in json.loads(content)["cells"]]
    except (ValueError, KeyError, TypeError):
        return None
    return hashlib.sha256(json.dumps(cells).encode()).hexdigest()


def _place(copy, untouched):
    """Where a new original goes without laying it over anything the learner changed."""
    names = itertools.chain(
        [copy.name, f"{copy.stem}.updated.ipynb"],
        (f"{copy.stem}.updated-{number}.ipynb" for number in itertools.count(2)),
    )
    for place in map(copy.with_name, names):
        if not place.exists() or _cells(place.read_bytes()) in untouched:
            return place
