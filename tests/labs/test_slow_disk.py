"""data/slow_disk.csv, which lesson 31 shows, is complete, and what the lesson says about it is true."""

import csv

import pytest

from helpers.labs.records import powercut, slow_disk

pytestmark = pytest.mark.lesson(number="31")

A_MOMENT = 0.1  # s between the end of one fdatasync and the start of the next, on a busy machine


@pytest.fixture(scope="module")
def rows():
    with slow_disk.RECORD.open(newline="") as file:
        rows = list(csv.DictReader(file))
    return [{name: value if name == "event" else float(value) for name, value in row.items()} for row in rows]


def worst(rows, event):
    """The oldest lost write in s, by delay."""
    return {
        delay: max(row["oldest_s"] for row in rows if (row["event"], row["delay_s"]) == (event, delay))
        for delay in slow_disk.DELAYS
    }


def test_each_delay_has_its_kills_and_power_cuts(rows):
    runs = range(1, slow_disk.RUNS + 1)
    asked = [(delay, event, run) for delay in slow_disk.DELAYS for event in slow_disk.EVENTS for run in runs]
    assert [(row["delay_s"], row["event"], row["run"]) for row in rows] == asked


def test_every_run_proves_itself(rows):
    for row in rows:
        powercut.prove(row, cut=row["event"] == "power cut")


def test_a_quick_disk_loses_nothing_to_a_kill(rows):
    assert worst(rows, "kill")[0] == 0


def test_a_kill_loses_no_more_than_the_delay_and_two_seconds(rows):
    for delay, seconds in worst(rows, "kill").items():
        assert 0.7 * min(delay, 2) <= seconds <= min(delay, 2) + A_MOMENT


def test_a_power_cut_loses_what_was_written_since_the_last_completed_fdatasync(rows):
    for delay, seconds in worst(rows, "power cut").items():
        assert seconds > 0.8 * (delay + max(1, delay))
        if delay < 2:  # from 2 s on, Redis writes while an fdatasync runs, and may skip a round
            assert seconds <= delay + max(1, delay) + A_MOMENT
