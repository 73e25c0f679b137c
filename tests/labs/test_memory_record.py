"""The recorded runs that lesson 50 shows, and the script that records them."""

import csv

import pytest

from helpers.errors import CourseError
from helpers.labs.records import memory as records
from helpers.paths import DATA

pytestmark = pytest.mark.lesson(number="50")


def rows(name):
    with open(DATA / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_record_is_complete():
    steps = rows("memory_steps.csv")
    assert [row["step"] for row in steps] == list(records.STEPS)
    assert {int(row["customers"]) for row in steps} == {records.CUSTOMERS}
    readings = rows("defrag.csv")
    assert float(readings[0]["seconds"]) == 0
    assert float(readings[-1]["seconds"]) >= records.SECONDS - 1


def test_the_script_runs_the_lessons_functions_and_makes_the_record():
    recorded = [int(row["bytes_each"]) for row in rows("memory_steps.csv")]
    measured = [size for _, _, size in records.sizes(customers=20_000)]
    assert measured == sorted(measured, reverse=True)
    # versions of Redis differ in what a key takes, and tables are fuller or emptier
    assert all(0.6 < now / then < 1.6 for now, then in zip(measured, recorded, strict=True))


def test_the_script_measures_a_process_with_gaps_or_says_why_it_cannot():
    try:
        readings = list(records.defragmentation(seconds=0.5, pages=20_000))
    except CourseError as error:
        assert "can't defragment" in str(error)
    else:
        assert len(readings) >= 2
        assert all(used < process for _, used, process in readings)
