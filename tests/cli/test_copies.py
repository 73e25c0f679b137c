"""The learner's copies follow the originals until the learner changes them, and are never overwritten."""

import datetime
import errno
import hashlib
import json
import pathlib

import pytest

from helpers.cli import commands, copies, parser
from helpers.errors import CourseError
from helpers.paths import PROGRESS_VARIABLE, write_whole


@pytest.fixture
def course(tmp_path):
    (tmp_path / "notebooks").mkdir()
    return Course(tmp_path)


class Course:
    def __init__(self, root):
        self.originals, self.copies = root / "notebooks", root / "my-notebooks"

    def original(self, source, output="1", name="10-strings.ipynb"):
        write(self.originals / name, source, output)

    def mine(self, source, output="1", name="10-strings.ipynb"):
        write(self.copies / name, source, output)

    def refresh(self, **options):
        return copies.refresh(self.originals, self.copies, **options)

    def outputs(self, name="10-strings.ipynb"):
        return json.loads((self.copies / name).read_text())["cells"][0]["outputs"]

    def sources(self):
        return {
            path.name: json.loads(path.read_text())["cells"][0]["source"]
            for path in sorted(self.copies.glob("*.ipynb"))
        }


def write(path, source, output):
    cell = {"cell_type": "code", "source": source, "outputs": [output], "execution_count": 1}
    path.write_text(json.dumps({"cells": [cell], "metadata": {}}))


def test_first_start_copies_every_lesson_but_not_the_template(course):
    course.original("a")
    course.original("b", name="11-hashes.ipynb")
    course.original("c", name="99-template.ipynb")
    assert course.refresh() == []
    assert course.sources() == {"10-strings.ipynb": "a", "11-hashes.ipynb": "b"}


def test_a_copy_that_was_run_follows_the_original(course):
    course.original("a")
    course.refresh()
    course.mine("a", output="2")
    course.original("a, better")
    assert course.refresh() == []
    assert course.sources() == {"10-strings.ipynb": "a, better"}


def test_a_changed_copy_stays_and_the_update_lies_beside_it(course):
    course.original("a")
    course.refresh()
    course.mine("my answer")
    assert course.refresh() == []  # nothing new
    course.original("a, better")
    told = course.refresh()
    assert told == [
        "10-strings.ipynb has a new version. You changed yours, so the new one is 10-strings.updated.ipynb."
    ]
    assert course.sources() == {"10-strings.ipynb": "my answer", "10-strings.updated.ipynb": "a, better"}
    assert course.refresh() == []  # said once


def test_an_untouched_update_is_replaced_by_the_next_one_and_a_changed_one_is_not(course):
    course.original("a")
    course.refresh()
    course.mine("my answer")
    course.original("b")
    course.refresh()
    course.original("c")
    course.refresh()
    assert course.sources() == {"10-strings.ipynb": "my answer", "10-strings.updated.ipynb": "c"}
    course.mine("my other answer", name="10-strings.updated.ipynb")
    course.original("d")
    course.refresh()
    assert course.sources() == {
        "10-strings.ipynb": "my answer",
        "10-strings.updated-2.ipynb": "d",
        "10-strings.updated.ipynb": "my other answer",
    }


def test_an_update_taken_over_by_renaming_counts_as_untouched(course):
    course.original("a")
    course.refresh()
    course.mine("my answer")
    course.original("b")
    course.refresh()
    (course.copies / "10-strings.updated.ipynb").replace(course.copies / "10-strings.ipynb")
    course.original("c")
    assert course.refresh() == []
    assert course.sources() == {"10-strings.ipynb": "c"}


def test_the_stage_clears_the_outputs_and_keeps_what_was_written(course):
    course.original("r.get('a')")
    course.refresh()
    course.mine("r.get('b')", output="2")
    copies.clear("10-strings.ipynb", course.copies)
    assert course.outputs() == [] and course.sources() == {"10-strings.ipynb": "r.get('b')"}
    (course.copies / "10-strings.ipynb").write_text("no notebook")
    copies.clear("10-strings.ipynb", course.copies)
    assert (course.copies / "10-strings.ipynb").read_text() == "no notebook"


def test_a_deleted_copy_comes_back(course):
    course.original("a")
    course.refresh()
    (course.copies / "10-strings.ipynb").unlink()
    course.refresh()
    assert course.sources() == {"10-strings.ipynb": "a"}


@pytest.mark.parametrize("memory", [None, "", "{"])
def test_a_lost_memory_overwrites_nothing(course, memory):
    course.original("a")
    course.refresh()
    course.mine("my answer")
    (course.copies / ".originals.json").unlink()
    if memory is not None:
        (course.copies / ".originals.json").write_text(memory)
    course.refresh()
    assert course.sources() == {"10-strings.ipynb": "my answer", "10-strings.updated.ipynb": "a"}


def test_a_copy_that_is_no_notebook_any_more_is_kept(course):
    course.original("a")
    course.refresh()
    (course.copies / "10-strings.ipynb").write_text("my notes")
    course.original("b")
    course.refresh()
    assert (course.copies / "10-strings.ipynb").read_text() == "my notes"
    assert (course.copies / "10-strings.updated.ipynb").exists()


def test_a_full_disk_leaves_the_copy_as_it_was(course, monkeypatch):
    course.original("a")
    course.refresh()
    before = (course.copies / "10-strings.ipynb").read_bytes()
    course.original("b")

    def full(path, content):
        path.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(pathlib.Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            course.refresh()
    assert (course.copies / "10-strings.ipynb").read_bytes() == before
    assert not list(course.copies.glob("*.new"))
    assert course.refresh() == []
    assert course.sources() == {"10-strings.ipynb": "b"}


# Outputs


def test_copies_have_no_outputs_unless_asked_for(course):
    course.original("a", output="saved")
    course.refresh()
    cell = json.loads((course.copies / "10-strings.ipynb").read_text())["cells"][0]
    assert (cell["outputs"], cell["execution_count"]) == ([], None)
    course.refresh(with_outputs=True)
    assert course.outputs() == ["saved"]
    assert (course.copies / "10-strings.ipynb").read_bytes() == (
        course.originals / "10-strings.ipynb"
    ).read_bytes()
    course.refresh()
    assert course.outputs() == []


@pytest.mark.parametrize("with_outputs", [True, False])
def test_what_the_learner_ran_or_wrote_keeps_its_outputs(course, with_outputs):
    course.original("a", output="saved")
    course.refresh(with_outputs=not with_outputs)
    for source in ("a", "my answer"):
        course.mine(source, output="mine")
        assert course.refresh(with_outputs=with_outputs) == []
        assert (course.sources(), course.outputs()) == ({"10-strings.ipynb": source}, ["mine"])


@pytest.mark.parametrize(("source", "output"), [("a", "saved"), ("a", "mine"), ("my answer", "mine")])
def test_copies_of_an_earlier_version_are_known(course, source, output):
    """It laid them out with outputs, and remembered less."""
    course.original("a", output="saved")
    course.copies.mkdir()
    course.mine(source, output)
    original = (course.originals / "10-strings.ipynb").read_bytes()
    seen = {"original": hashlib.sha256(original).hexdigest(), "untouched": [copies._cells(original)]}
    (course.copies / ".originals.json").write_text(json.dumps({"10-strings.ipynb": seen}))
    assert course.refresh() == []
    assert (course.sources(), course.outputs()) == (
        {"10-strings.ipynb": source},
        [] if output == "saved" else ["mine"],
    )
    course.original("b")
    assert len(course.refresh()) == (source == "my answer")
    assert course.sources()["10-strings.ipynb"] == ("b" if source == "a" else "my answer")


# Starting over

TODAY = datetime.date.today().isoformat()


@pytest.fixture
def mine(course, monkeypatch):
    """The course with an answer in lesson 10, where the commands look for it."""
    course.original("a")
    course.original("b", name="11-hashes.ipynb")
    course.refresh()
    course.mine("my answer")
    defaults = (course.originals, course.copies)
    monkeypatch.setattr(copies.refresh, "__defaults__", (*defaults, False))
    monkeypatch.setattr(copies.start_over, "__defaults__", defaults)
    monkeypatch.setattr(commands, "ROOT", course.copies.parent)
    monkeypatch.setattr(commands, "written", lambda number: copies.written(number, course.originals))
    monkeypatch.setenv(PROGRESS_VARIABLE, str(course.copies / "progress.json"))
    return course


def reset(*words):
    commands.reset(parser.parse(["reset", *words]))


def test_a_lesson_starts_over_and_the_old_copy_stays_beside_it(mine, capsys):
    for number, answer in enumerate(["my answer", "my second answer"], start=1):
        mine.mine(answer)
        reset("10")
        old = f"10-strings.{TODAY}.ipynb" if number == 1 else f"10-strings.{TODAY}-2.ipynb"
        assert f"10-strings.ipynb is a fresh copy. Yours is now {old}.\n" in capsys.readouterr().out
        assert mine.sources()["10-strings.ipynb"] == "a" and mine.sources()[old] == answer
    assert mine.refresh() == [] and len(mine.sources()) == 4


def test_an_unknown_lesson_resets_nothing(mine):
    with pytest.raises(CourseError, match="There is no lesson '12'"):
        reset("10", "12")
    assert mine.sources() == {"10-strings.ipynb": "my answer", "11-hashes.ipynb": "b"}
    with pytest.raises(CourseError, match="Say what to reset"):
        reset()


@pytest.mark.parametrize(("lessons", "left"), [([], {}), (["10"], {"11.1": "2025-01-02"})])
def test_progress_starts_over_and_the_old_file_stays(mine, capsys, lessons, left):
    reset("--progress")
    assert "No progress yet" in capsys.readouterr().out
    path = mine.copies / "progress.json"
    before = {"exercises": {"10.1": "2025-01-01", "11.1": "2025-01-02"}, "of others": 3}
    path.write_text(json.dumps(before))
    reset(*lessons, "--progress")
    assert json.loads(path.read_text()) == {"exercises": left, "of others": 3}
    assert json.loads((mine.copies / f"progress.{TODAY}.json").read_text()) == before
    assert f"The old file is now progress.{TODAY}.json." in capsys.readouterr().out


def test_a_full_disk_leaves_neither_half_a_file_nor_a_new_one(tmp_path, monkeypatch):
    path = tmp_path / "10-strings.ipynb"
    path.write_text("as it was")

    def full(self, content):
        with open(self, "wb") as file:
            file.write(content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device", str(self))

    monkeypatch.setattr(pathlib.Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, "a longer text")
    assert path.read_text() == "as it was" and list(tmp_path.iterdir()) == [path]
