"""data/slow_disk.csv, which lesson 31 shows: whole, and such that what the lesson says of it is true."""

import csv

import pytest

from helpers.labs.records import slow_disk
from helpers.paths import DATA

pytestmark = pytest.mark.lesson(number="31")


def record():
    with open(DATA / "slow_disk.csv", newline="") as file:
        return [{name: float(value) for name, value in row.items()} for row in csv.DictReader(file)]


def test_each_delay_has_its_kills():
    asked = [(delay, run) for delay in slow_disk.DELAYS for run in range(slow_disk.RUNS)]
    assert [(row["delay_s"], row["run"]) for row in record()] == asked


def test_a_quick_disk_loses_nothing_to_a_kill():
    assert all(row["lost"] == 0 for row in record() if row["delay_s"] == 0)


def test_a_slow_disk_loses_no_more_than_its_delay_and_two_seconds():
    # a hundredth of a second for the writes that were under way
    assert all(row["lost_age_s"] <= min(row["delay_s"], 2) + 0.01 for row in record())
    worst = {row["delay_s"]: row["lost_age_s"] for row in sorted(record(), key=lambda row: row["lost_age_s"])}
    assert all(worst[delay] > 0.8 * min(delay, 2) for delay in slow_disk.DELAYS[1:])
