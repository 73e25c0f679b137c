"""Every claim of every lesson can be false: with its ways swapped or its cache switched off, it turns red.

data/lessons/NN/sabotage.yml lists, for each claim of lesson NN, a text of one code cell and what replaces it:

    - claim: one MGET of 100 keys is at least 10 times as fast as 100 GETs
      change: '"one MGET": lambda: r.mget(keys)'
      to: '"one MGET": lambda: [r.get(key) for key in keys]'

All changes are made to one copy of the notebook, which is run; changes that would get in each other's way
are told apart by `run: 2`. `also:` lists further changes that belong to the same claim. `needs:` names what
not every server has, and without which the lesson does not make the claim.
"""

import functools
import os
import re

import nbclient
import nbformat
import pytest
import redis
import yaml
from redis.cache import CacheConfig

from helpers.paths import LESSONS, NOTEBOOKS
from helpers.servers import start_server
from tests.support.by_lesson import by_notebook
from tests.support.lenient import plain_text

CLAIM = re.compile(r"^([✓✗]) (.*) \([^()]*\)$", re.MULTILINE)
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


@functools.cache
def is_there(need):
    """Whether the server of this run has what a sabotage `needs`."""
    assert need == "client-side caching", f"nobody knows how to ask for {need}"
    with start_server() as server:
        try:
            return server.client(cache_config=CacheConfig()).ping()
        except redis.ConnectionError:  # redis-py refuses servers before 7.4, and Valkey
            return False


def claims(notebook):
    """Every claim that a run of the notebook made: sentence → mark."""
    outputs = (out for cell in notebook.cells if cell.cell_type == "code" for out in cell.outputs)
    return {sentence: mark for out in outputs for mark, sentence in CLAIM.findall(plain_text(out))}


def sabotage(number):
    path = LESSONS / number / "sabotage.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []


def edit(notebook, change, to):
    """Replace a text that stands once in the code; AssertionError where it does not."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code" and change in cell.source]
    found = sum(cell.source.count(change) for cell in cells)
    assert found == 1, f"{change!r} stands {found} times in the code, not once"
    cells[0].source = cells[0].source.replace(change, to)


@functools.cache
def run(path, number):
    """The claims printed by the notebook at `path` with the changes of sabotage run `number`."""
    notebook = nbformat.read(path, as_version=4)
    entries = [entry for entry in sabotage(path.name[:2]) if entry.get("run", 1) == number]
    for entry in entries:
        for change in (entry, *entry.get("also", [])):
            edit(notebook, change["change"], change["to"])
    sentences = {entry["claim"] for entry in entries}
    last = max(
        at
        for at, cell in enumerate(notebook.cells)
        if cell.cell_type == "code" and sentences & claims_of(cell)
    )
    notebook.cells = notebook.cells[: last + 1]
    client = nbclient.NotebookClient(
        notebook,
        timeout=120,
        iopub_timeout=60,
        allow_errors=True,
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute(env=dict(os.environ))
    return claims(notebook)


def claims_of(cell):
    return {sentence for out in cell.outputs for _, sentence in CLAIM.findall(plain_text(out))}


@pytest.mark.parametrize("path", by_notebook(PATHS))
def test_every_claim_has_its_sabotage(path):
    made = claims(nbformat.read(path, as_version=4))
    assert made, f"{path.name} claims nothing"
    assert set(made.values()) == {"✓"}, "a claim is saved as missed"
    listed = [entry["claim"] for entry in sabotage(path.name[:2])]
    assert sorted(listed) == sorted(made), (
        f"data/lessons/{path.name[:2]}/sabotage.yml lists other claims than the lesson"
    )


CASES = [
    (path, number, entry) for path in PATHS for number, entry in enumerate(sabotage(path.name[:2]), start=1)
]


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        pytest.param(
            path, entry, marks=pytest.mark.lesson(number=path.name[:2]), id=f"{path.name[:2]}-{number}"
        )
        for path, number, entry in CASES
    ],
)
def test_a_sabotaged_claim_turns_red(path, entry):
    if "needs" in entry and not is_there(entry["needs"]):
        pytest.skip(f"this server has no {entry['needs']}: the lesson claims nothing about it")
    mark = run(path, entry.get("run", 1)).get(entry["claim"])
    if mark != "✗":
        seen = "still holds" if mark else "is no longer printed"
        place = f"data/lessons/{path.name[:2]}/sabotage.yml"
        pytest.fail(f"the claim {entry['claim']!r} {seen} under the change in {place}", pytrace=False)
