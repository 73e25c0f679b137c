"""A race is drawn as lifelines: who did what, and what the stores held after each step."""

import html
import re
from unittest import mock

import pytest

from helpers.diagrams import races, sequence
from helpers.display.lifelines import lifelines
from helpers.judge import Race
from helpers.judge.stories import Step, Story
from helpers.paths import HEADLESS_VARIABLE

STORY = Story(
    ["Client A: count(r)", "Client B: count(r)"],
    [
        Step(0, "GET views", '"41"', 'views "41"'),
        Step(1, "GET views", '"41"', 'views "41"'),
        Step(1, "SET views 42", "OK", 'views "42"'),
        Step(0, "SET views 42", "OK", 'views "42"'),
    ],
)
READER = [
    ("reader", "GET price", "nil", "nothing", "12.99"),
    ("update", "UPDATE … 9.99", "", "nothing", "9.99"),
    ("reader", "SET price 12.99", "OK", "price 12.99", "9.99"),
]


@pytest.fixture
def shown(monkeypatch):
    monkeypatch.setenv(HEADLESS_VARIABLE, "1")
    with mock.patch.object(races, "show_reading") as reading:
        yield lambda: reading.call_args.args[0]


def cells(page):
    """The text of the table, a list for each row."""
    rows = re.findall(r"<tr.*?</tr>", page)
    return [
        [
            " ".join(html.unescape(re.sub("<[^>]+>", " ", cell)).split())
            for cell in re.findall(r"<t[dh].*?</t[dh]>", row)
        ]
        for row in rows
    ]


def test_two_clients_are_on_both_sides_of_the_store():
    assert cells(lifelines(STORY.titles, STORY.steps)) == [
        ["Client A count(r)", "Redis holds", "Client B count(r)"],
        ['1 GET views → "41" ▶', 'views "41"', ""],
        ["", 'views "41"', '◀ 2 GET views → "41"'],
        ["", 'views "42"', "◀ 3 SET views 42 → OK"],
        ["4 SET views 42 → OK ▶", 'views "42"', ""],
    ]


def test_only_what_has_changed_is_tinted():
    page = lifelines(STORY.titles, STORY.steps)
    tinted = [row for row in re.findall(r"<tr.*?</tr>", page) if "currentColor 10%" in row]
    assert len(tinted) == 1 and "SET views 42" in tinted[0]


def test_a_third_client_is_to_the_left_too_and_arrows_cross_it():
    steps = [Step(0, "PING", "PONG", "nothing"), Step(2, "PING", "PONG", "nothing")]
    _, first, second = cells(lifelines(["A", "B", "C"], steps))
    assert first == ["1 PING → PONG", "", "▶", "nothing"]
    assert second == ["", "", "2 PING → PONG ▶", "nothing"]


def test_a_step_that_repeats_is_one_with_its_number():
    steps = [Step(0, "GET lock", "nil", "nothing")] * 3
    assert cells(lifelines(["A"], steps))[1] == ["1 GET lock (3 times) → nil ▶", "nothing"]


def test_what_a_client_sends_is_no_html():
    page = lifelines(["<i>A</i>"], [Step(0, "SET k <b>", "<ok>", "k <b>")])
    assert "<b>&lt;i&gt;" not in page and "&lt;b&gt;" in page and "k <b>" not in page


def test_a_race_is_its_count_and_the_shortest_order(shown):
    race = Race(6, 4, STORY, None, "lose an update")
    sequence(race)
    page = shown()["text/html"]
    assert page.startswith("<p>4 of 6 orders lose an update:</p>") and "data-step-to" not in page
    assert shown()["text/plain"] == str(race)


def test_a_race_that_nothing_breaks_is_a_sentence(shown):
    sequence(Race(6, 0, None, None, "lose an update"))
    assert shown() == {
        "text/html": "<p>0 of 6 orders lose an update.</p>",
        "text/plain": "0 of 6 orders lose an update",
    }


def test_a_race_that_was_staged_shows_the_database(shown):
    sequence(["reader", "update"], READER)
    rows = cells(shown()["text/html"])
    assert rows[0] == ["reader", "Redis holds", "The database holds", "update"]
    assert rows[2] == ["", "nothing", "9.99", "◀ 2 UPDATE … 9.99"]
    assert shown()["text/plain"].splitlines()[2] == (
        "3  reader: SET price 12.99 → OK  [Redis holds price 12.99, the database 9.99]"
    )


def test_time_that_passes_has_no_client_and_no_arrow(shown):
    sequence(["A", "B"], [("A", "SET lock 1 PX 20", "OK", "lock"), ("", "20 ms pass", "", "nothing")])
    assert cells(shown()["text/html"])[2] == ["2 20 ms pass", "nothing", ""]
    assert shown()["text/plain"].endswith("2  20 ms pass  [Redis holds nothing]")


def test_with_a_front_end_it_has_buttons_and_the_page_has_none(monkeypatch):
    monkeypatch.delenv(HEADLESS_VARIABLE, raising=False)
    with mock.patch.object(races, "show") as show:
        sequence(["reader", "update"], READER)
    widget, page, _ = show.call_args.args
    assert widget.html.count("data-step-to") == 4 and "data-step-to" not in page
