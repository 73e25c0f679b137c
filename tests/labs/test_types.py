"""The table of types is true: its commands exist and cost what it says, its lessons are on the map."""

import re

import pytest

from helpers import course, live
from helpers.labs import types
from helpers.paths import NOTEBOOKS
from helpers.servers import start_server

pytestmark = pytest.mark.lesson(number="19")

NEEDS = {entry["need"]: entry for entry in types.needs()}


@pytest.fixture(scope="module")
def r():
    with start_server() as server:
        yield server.client()


def complexity(r, command):
    """What the server's own documentation says that a command costs."""
    docs = dict(r.execute_command("COMMAND DOCS", command))[command.lower()]
    return dict(docs)["complexity"]


@pytest.mark.parametrize("need", NEEDS)
def test_costs_are_the_servers_own(need, r):
    for command, cost in NEEDS[need]["commands"].items():
        assert cost in complexity(r, command)


def test_a_wrong_cost_is_found(r):
    assert "O(1)" not in complexity(r, "ZINCRBY")


@pytest.mark.parametrize("need", NEEDS)
def test_every_need_has_a_lesson_of_this_part(need):
    entry = NEEDS[need]
    number = re.fullmatch(r"(1\d)-[a-z-]+\.ipynb", entry["lesson"])[1]
    assert number in course.lessons()
    assert course.notebook(number) in (None, NOTEBOOKS / entry["lesson"])
    assert set(entry) == {"need", "type", "commands", "memory", "instead", "lesson"}


def test_every_lesson_of_the_part_is_in_it():
    assert {entry["lesson"][:2] for entry in NEEDS.values()} == {str(number) for number in range(10, 20)}


def test_the_whole_table_and_one_row():
    whole = types.table()
    assert all(f">{entry['lesson'][:2]}</a>" in whole for entry in NEEDS.values())
    assert whole.count("<tr>") == len(NEEDS) + 1
    one = types.table("Find the nearest shop")
    assert one.count("<tr>") == 2 and "<code>GEOSEARCH</code>" in one


def test_without_a_front_end_the_whole_table_is_the_reading(monkeypatch):
    shown = []
    monkeypatch.setenv("REDIS_MEASURED_HEADLESS", "1")
    monkeypatch.setattr(live.surfaces, "show_reading", lambda bundle: shown.append(bundle["text/html"]))
    types.which_type()
    assert shown == [types.table()]


def test_with_a_front_end_a_choice_redraws(monkeypatch):
    shown = []
    monkeypatch.delenv("REDIS_MEASURED_HEADLESS", raising=False)
    monkeypatch.setattr(live.surfaces, "show", lambda *arguments, **_: shown.append(arguments))
    types.which_type()
    [(widget, reading, _)] = shown
    assert reading == types.table()
    index = 1 + [entry["need"] for entry in types.needs()].index("Find the nearest shop")
    widget.tell("turn", {"need": str(index)})
    assert widget.parts["drawing"] == types.table("Find the nearest shop")
