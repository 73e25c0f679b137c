"""Every exercise is proven: right ways pass, wrong ones are caught for their reasons, the notebook has it."""

import itertools
import json
import re
import shutil

import pytest

from helpers.exercises import _runner, all_exercises
from helpers.exercises._catalogue import Exercise, find, functions_of
from helpers.paths import NOTEBOOKS
from tests.support.by_lesson import by_lesson

# Every exercise, by what its folder holds


def judged(exercise, path):
    functions = functions_of(path)
    return _runner.judge(exercise, [functions[name] for name in exercise.stubs], exercise.seconds)


def said(verdict):
    return f"{verdict.observed} {verdict.expected} {verdict.question}"


def reason_of(path):
    found = re.match(r"# verdict: (.+)", path.read_text())
    return found[1] if found else None


def faults(exercise, notebooks=NOTEBOOKS):
    """What is not as it must be with one exercise, in sentences."""
    yield from faults_of_right_answers(exercise)
    yield from faults_of_wrong_answers(exercise)
    yield from faults_in_the_notebook(exercise, notebooks)
    if exercise.refusal(list(exercise.stubs.values())).state != "not attempted":
        yield "the stub is not seen as not attempted"
    if len(exercise.hints) < 2:
        yield f"{len(exercise.hints)} hints, not two or more"


def faults_of_right_answers(exercise):
    others = sorted(exercise.folder.glob("other_*.py"))
    if not others:
        yield "no other right way"
    for path in [exercise.folder / "solution.py", *others]:
        verdict = judged(exercise, path)
        if not verdict.passed:
            yield f"{path.name} does not pass: {verdict}"


def faults_of_wrong_answers(exercise):
    paths = sorted(exercise.folder.glob("wrong_*.py"))
    if len(paths) < 3:
        yield f"{len(paths)} wrong answers, not three or more"
    verdicts = {path: judged(exercise, path) for path in paths}
    for path, verdict in verdicts.items():
        if reason_of(path) is None:
            yield f"{path.name} does not begin with '# verdict: ...'"
        elif verdict.passed or reason_of(path) not in said(verdict):
            yield f"{path.name} is not caught for its reason, {reason_of(path)!r}: {verdict}"
        elif verdict.state == "not yet" and not verdict.question.endswith("?"):
            yield f"{path.name} gets no question to think about"
    for path, other in itertools.permutations(paths, 2):
        if reason_of(path) == reason_of(other):  # the same cause in another form
            continue
        if reason_of(path) and reason_of(path) in said(verdicts[other]):
            yield f"the reason of {path.name}, {reason_of(path)!r}, is also in the verdict on {other.name}"


def faults_in_the_notebook(exercise, notebooks):
    found = sorted(notebooks.glob(f"{exercise.lesson}-*.ipynb"))
    if not found:
        return  # not written yet
    cells = json.loads(found[0].read_text())["cells"]
    stubs = [
        "".join(cell["source"]).strip() for cell in cells if "exercise" in cell["metadata"].get("tags", [])
    ]
    if exercise.read("stub.py").strip() not in stubs:
        yield f"no cell of {found[0].name} tagged 'exercise' is its stub.py"
    if exercise.call not in [
        "".join(cell["source"]).strip().splitlines()[-1] for cell in cells if cell["source"]
    ]:
        yield f"no cell of {found[0].name} ends in {exercise.call}"


@pytest.mark.parametrize(
    "exercise", by_lesson(all_exercises(), lambda one: one.lesson, id=lambda one: one.id)
)
def test_exercise_is_proven(exercise):
    assert list(faults(exercise)) == []


# The proof itself can fail


@pytest.fixture
def copy(tmp_path):
    """A copy of exercise 10.1 to spoil."""
    folder = tmp_path / "10" / "exercises" / "1_page_views"
    shutil.copytree(find("10.1").folder, folder)
    return Exercise(folder)


SPOILT = {
    "wrong reason": ("wrong_get_then_set.py", "your write", "your reading", "not caught for its reason"),
    "reason of another": (
        "wrong_returns_nothing.py",
        "returned None",
        "first view of `home` returned",
        "also in the verdict on",
    ),
    "no reason": ("wrong_returns_nothing.py", "# verdict", "# why", "does not begin"),
    "right after all": (
        "wrong_returns_nothing.py",
        "    r.incr",
        "    return r.incr",
        "not caught for its reason",
    ),
    "solution is wrong": ("solution.py", "r.incr", "r.decr", "solution.py does not pass"),
    "other is wrong": ("other_pipeline.py", "[0]", "", "other_pipeline.py does not pass"),
    "one hint": ("hints.md", "## ", "# ", "0 hints"),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_exercise_is_reported(copy, spoil, tmp_path):
    name, old, new, report = spoil
    path = copy.folder / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    assert re.search(report, "\n".join(faults(copy, tmp_path)))


def test_a_notebook_without_its_exercise_is_reported(copy, tmp_path):
    cell = {"cell_type": "code", "metadata": {"tags": ["exercise"]}, "source": [copy.read("stub.py")]}
    call = {"cell_type": "code", "metadata": {}, "source": [copy.call]}

    def report(*cells):
        (tmp_path / "10-strings.ipynb").write_text(json.dumps({"cells": cells}))
        return list(faults_in_the_notebook(copy, tmp_path))

    assert report(cell, call) == []
    assert "stub.py" in report(cell | {"metadata": {}}, call)[0]
    assert "stub.py" in report(cell | {"source": ["def page_view(r):\n", "    ..."]}, call)[0]
    assert "check(" in report(cell)[0]
