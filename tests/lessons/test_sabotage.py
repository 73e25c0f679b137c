"""Every claim of every lesson can be false: with a fault that could happen, it turns red.

data/lessons/NN/sabotage.yml names such a fault for each claim of lesson NN, and makes it: a text of one code
cell and what replaces it.

    - claim: one MGET of 100 keys is at least 10 times as fast as 100 GETs
      fault: MGET is replaced with a loop of 100 GETs
      change: '"one MGET": lambda: r.mget(keys)'
      to: '"one MGET": lambda: [r.get(key) for key in keys]'

All changes are made to one copy of the lesson, which is run; changes that would get in each other's way are
told apart by `run: 2`. `also:` lists further changes that belong to the same claim. `needs:` names what not
every server has, and without which the lesson doesn't make the claim.
"""

import functools
from pathlib import Path
from typing import NamedTuple

import pytest
import redis
import yaml
from redis.cache import CacheConfig

from helpers.paths import LESSONS, NOTEBOOKS
from helpers.servers import start_server
from tests.lessons.form import QUIZ_ALONE
from tests.support import running
from tests.support.by_lesson import by_lesson, by_notebook

PATHS = sorted(path for path in NOTEBOOKS.glob("*.ipynb") if path.name[:2] not in QUIZ_ALONE)


@functools.cache
def is_there(need):
    """Whether the server of this run has what a sabotage `needs`."""
    assert need == "client-side caching", f"nobody knows how to ask for {need}"
    with start_server() as server:
        try:
            return server.client(cache_config=CacheConfig()).ping()
        except redis.ConnectionError:  # redis-py refuses servers before 7.4, and Valkey
            return False


def sabotage(number):
    path = LESSONS / number / "sabotage.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else []


class Case(NamedTuple):
    """One entry of a lesson's sabotage.yml; `id` is its lesson and its place there."""

    path: Path
    id: str
    entry: dict

    @property
    def lesson(self):
        return self.path.name[:2]

    @property
    def run(self):
        return self.entry.get("run", 1)


CASES = [
    Case(path, f"{path.name[:2]}-{place}", entry)
    for path in PATHS
    for place, entry in enumerate(sabotage(path.name[:2]), start=1)
]


def edit(cells, change, to):
    """Replace a text that stands once in the code; AssertionError where it does not."""
    found = [cell for cell in cells if change in cell.source]
    count = sum(cell.source.count(change) for cell in found)
    assert count == 1, f"{change!r} stands {count} times in the code, not once"
    found[0].source = found[0].source.replace(change, to)


@functools.cache
def run(path, number):
    """The claims printed by the notebook at `path` with the changes of sabotage run `number`.

    An error where they can't be run: it is kept too, so that not every claim of the lesson waits for it.
    """
    cells = running.code_of(path)
    entries = [case.entry for case in CASES if (case.path, case.run) == (path, number)]
    sentences = {entry["claim"] for entry in entries}
    claiming = [
        at for at, cell in enumerate(cells) if sentences & {*running.claims_in(running.printed(cell))}
    ]
    for entry in entries:
        for change in (entry, *entry.get("also", [])):
            edit(cells, change["change"], change["to"])
    try:
        return running.run(cells[: max(claiming) + 1], roughly=True)
    except (TimeoutError, RuntimeError) as error:
        return error


@pytest.mark.parametrize("path", by_notebook(PATHS))
def test_every_claim_has_its_sabotage(path):
    made = running.saved_claims(path)
    assert made, f"{path.name} claims nothing"
    assert set(made.values()) == {"✓"}, "a claim is saved as missed"
    listed = [case.entry["claim"] for case in CASES if case.path == path]
    assert sorted(listed) == sorted(made), (
        f"data/lessons/{path.name[:2]}/sabotage.yml lists other claims than the lesson"
    )


ENTRY = {"claim": str, "fault": str, "change": str, "to": str}
MORE = {"also": list, "run": int, "needs": str}


def faults_of(entry):
    """What is wrong with the form of an entry of sabotage.yml, in sentences."""
    missing = [f"it has no `{name}`" for name, kind in ENTRY.items() if not isinstance(entry.get(name), kind)]
    unknown = [f"`{name}` has no meaning there" for name in entry if name not in ENTRY | MORE]
    fault = str(entry.get("fault", ""))
    if not missing and (len(fault.split()) < 3 or fault.endswith(".") or fault in entry["to"]):
        missing = [f"`fault: {fault}` isn't a clause that says what has gone wrong"]
    return missing + unknown


@pytest.mark.parametrize("path", by_notebook(PATHS))
def test_every_sabotage_is_a_fault_named_in_words(path):
    found = [f"{case.id}: {said}" for case in CASES if case.path == path for said in faults_of(case.entry)]
    if found:
        pytest.fail(f"data/lessons/{path.name[:2]}/sabotage.yml\n  " + "\n  ".join(found), pytrace=False)


GOOD = {"claim": "INCR loses none", "fault": "it reads and writes", "change": "r.incr", "to": "r.get"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, []),
        ({"run": 2}, []),
        ({"fault": None}, ["it has no `fault`"]),
        ({"fault": "r.get"}, ["`fault: r.get` isn't a clause that says what has gone wrong"]),
        ({"runs": 2}, ["`runs` has no meaning there"]),
    ],
)
def test_a_fault_without_words_is_found(change, said):
    assert faults_of(GOOD | change) == said


@pytest.mark.parametrize("case", by_lesson(CASES, lambda case: case.lesson, id=lambda case: case.id))
def test_a_sabotaged_claim_turns_red(case):
    if "needs" in case.entry and not is_there(case.entry["needs"]):
        pytest.skip(f"this server has no {case.entry['needs']}: the lesson claims nothing about it")
    done = run(case.path, case.run)
    if isinstance(done, Exception):
        pytest.fail(f"with these faults, {done}", pytrace=False)
    mark = done.claims.get(case.entry["claim"])
    if mark != "✗":
        what = "still holds" if mark else "isn't made, because its cell doesn't get that far"
        said = f"{case.entry['claim']}: {what}, although {case.entry['fault']}"
        said = [f"{said} (data/lessons/{case.lesson}/sabotage.yml)", *done.errors]
        pytest.fail("\n\n".join(said), pytrace=False)
