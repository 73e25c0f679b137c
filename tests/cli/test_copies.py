"""The learner's copies follow the originals until the learner changes them, and are never overwritten."""

import errno
import json
import pathlib

import pytest

from helpers.cli import copies


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

    def refresh(self):
        return copies.refresh(self.originals, self.copies)

    def sources(self):
        return {
            path.name: json.loads(path.read_text())["cells"][0]["source"]
            for path in sorted(self.copies.glob("*.ipynb"))
        }


def write(path, source, output):
    cell = {"cell_type": "code", "source": source, "outputs": [output]}
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
        "10-strings.ipynb was updated; yours is changed, so the new one is 10-strings.updated.ipynb."
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
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(pathlib.Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            course.refresh()
    assert (course.copies / "10-strings.ipynb").read_bytes() == before
    assert course.refresh() == []
    assert course.sources() == {"10-strings.ipynb": "b"}
