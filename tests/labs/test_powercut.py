"""The record of the power cuts has its form and its proof; elsewhere the experiment refuses in a sentence."""

import csv
import os
import pathlib
import sys

import pytest

from helpers.errors import CourseError
from helpers.labs.records import powercut

pytestmark = [pytest.mark.lesson(number="31"), pytest.mark.lesson(number="32")]

COLUMNS = ["mode", "fdatasync_us", "redis", "seconds", "repaired", "acknowledged", "lost", "oldest_s"]
COLUMNS += ["synced_kept", "unsynced_kept", "run"]


@pytest.fixture(scope="module")
def rows():
    with powercut.RECORD.open(newline="") as file:
        return list(csv.DictReader(file))


def test_each_mode_was_cut_several_times(rows):
    assert list(rows[0]) == COLUMNS
    for mode, (*_, wanted) in powercut.MODES.items():
        runs = [int(row["run"]) for row in rows if row["mode"] == mode]
        assert runs == list(range(1, wanted + 1)), mode
    assert {row["mode"] for row in rows} == set(powercut.MODES)


def test_every_run_proves_that_it_was_a_power_cut(rows):
    for row in rows:
        row |= {name: int(row[name]) for name in ("synced_kept", "unsynced_kept")}
        powercut.prove(row, cut="control" not in row["mode"])


@pytest.mark.parametrize(
    ("kept", "cut"),
    [
        ((powercut.CONTROL_BYTES, powercut.CONTROL_BYTES), True),
        ((0, 0), True),
        ((powercut.CONTROL_BYTES, 0), False),
    ],
)
def test_a_run_whose_controls_kept_the_wrong_files_is_refused(kept, cut):
    with pytest.raises(CourseError, match="proves nothing"):
        powercut.prove({"mode": "none", "synced_kept": kept[0], "unsynced_kept": kept[1]}, cut)


@pytest.mark.parametrize("mode", ["AOF everysec", "hybrid"])
def test_the_cuts_are_spread_over_the_whole_second(rows, mode):
    """Between two fdatasyncs, the loss grows from nothing to a second."""
    seconds = sorted(float(row["seconds"]) % 1 for row in rows if row["mode"] == mode)
    assert seconds == pytest.approx([run / len(seconds) for run in range(len(seconds))])
    losses = [float(row["oldest_s"]) for row in rows if row["mode"] == mode]
    assert min(losses) < 0.35
    assert max(losses) > 0.8


def test_what_the_lessons_say_of_the_record(rows):
    figures = {mode: [row for row in rows if row["mode"] == mode] for mode in powercut.MODES}
    for row in rows:
        row |= {name: int(row[name]) for name in ("acknowledged", "lost")}
        assert 0 <= row["lost"] <= row["acknowledged"]
        assert row["acknowledged"] >= 500
    assert all(row["lost"] == row["acknowledged"] for row in figures["none"] + figures["AOF no"])
    assert all(0 < row["lost"] < row["acknowledged"] for row in figures["RDB"] + figures["AOF no, 45 s"])
    kept_whole = figures["AOF always"] + figures["control: AOF no, in order"]
    assert all(row["lost"] == 0 for row in kept_whole)
    assert all(float(row["oldest_s"]) < 1.2 for row in figures["AOF everysec"] + figures["hybrid"])
    assert 9 < max(float(row["oldest_s"]) for row in figures["AOF no, 45 s"]) < 30
    assert sum(row["lost"] for row in figures["AOF everysec"]) > 0


@pytest.mark.parametrize(
    ("change", "value", "reason"),
    [
        ((sys, "platform"), "darwin", "needs Linux"),
        ((os, "geteuid"), lambda: 1000, "needs root"),
        ((powercut, "LOOP"), pathlib.Path("/nowhere"), "needs loop devices"),
        ((powercut.shutil, "which"), lambda tool: None, r"needs mkfs\.ext4, mount, umount"),
    ],
)
def test_elsewhere_it_refuses_in_one_sentence(monkeypatch, tmp_path, change, value, reason):
    # everything is there, but for the one thing
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(powercut, "LOOP", tmp_path)
    monkeypatch.setattr(powercut.shutil, "which", lambda tool: tool)
    powercut.refuse_elsewhere()
    monkeypatch.setattr(*change, value)
    with pytest.raises(CourseError, match=reason) as refusal:
        powercut.refuse_elsewhere()
    assert "\n" not in str(refusal.value)


def can_cut():
    try:
        powercut.refuse_elsewhere()
        with powercut.disk():
            return True
    except CourseError:
        return False


def test_a_cut_takes_what_was_not_synced():
    if not can_cut():
        pytest.skip("no root, or no loop device here")
    with powercut.disk() as store:
        powercut.write_control(store.folder / "synced", synced=True)
        powercut.write_control(store.folder / "unsynced", synced=False)
        store.cut()
        store.unmount()
        store.mount()
        assert powercut.size(store.folder / "synced") == powercut.CONTROL_BYTES
        assert powercut.size(store.folder / "unsynced") == 0
        folder = store.folder
    assert not folder.exists()
