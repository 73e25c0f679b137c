"""The buttons below a verdict do what the calls do, and a verdict says which function it is about."""

import html
import re
import types

import pytest

from helpers import exercises
from helpers.exercises import _cells, check, hint
from helpers.exercises._buttons import ExerciseCard
from helpers.exercises._catalogue import find
from helpers.exercises._verdict import Verdict
from helpers.paths import HEADLESS_VARIABLE, PROGRESS_VARIABLE

STUB = "def page_view(r, page): ...\n"
WRONG = "def page_view(r, page):\n    return 7\n"
RIGHT = "def page_view(r, page):\n    return r.incr(f'views:{page}')\n"


@pytest.fixture(autouse=True)
def untouched(tmp_path, monkeypatch):
    monkeypatch.setenv(PROGRESS_VARIABLE, str(tmp_path / "progress.json"))
    monkeypatch.setattr(find("10.1"), "hints_shown", 0)


@pytest.fixture
def cells(monkeypatch):
    """A notebook: run a cell by calling it with the source, and get what it defines."""
    known = {"In": [""]}
    monkeypatch.setattr(_cells, "_shell", lambda: types.SimpleNamespace(user_ns=known))

    def run(source):
        number = len(known["In"])
        known["In"].append(source)
        name = f"<cell {number}>"
        _cells.linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        try:
            exec(compile(source, name, "exec"), known)
        except (SyntaxError, ZeroDivisionError):
            pass
        return known.get("page_view")

    return run


def card_of(*functions):
    return exercises._with_buttons(check("10.1", *functions), functions, seconds=None)


def shown(card, part):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", card.widget.parts[part])).split())


def buttons(card):
    return re.findall(r">([^<]+)</button>", card.widget.parts["buttons"])


def test_check_judges_the_function_as_it_is_now(cells):
    card = card_of(cells(STUB))
    assert "Not attempted" in shown(card, "verdict") and "click Check" in shown(card, "verdict")
    assert buttons(card) == ["Check", "Hint 1 of 3", "Solution"]
    cells(WRONG)
    card.widget.tell("check")
    assert "Not yet" in shown(card, "verdict") and "hint(" not in shown(card, "verdict")
    cells(RIGHT)
    card.widget.tell("check")
    assert "Passed" in shown(card, "verdict") and buttons(card)[-1] == "Next"
    assert 'data-goto="Exercise 10.2"' in card.widget.parts["buttons"]
    assert "1 of 3 exercises here passed" in shown(card, "buttons")


def test_a_call_without_functions_is_mended_by_defining_them(cells):
    card = card_of()
    assert "given nothing" in shown(card, "verdict")
    cells(RIGHT)
    card.widget.tell("check")
    assert "Passed" in shown(card, "verdict")


def test_hints_go_on_where_the_calls_stopped():
    card = card_of(lambda r, page: 7)
    hint("10.1")
    card.widget.tell("hint")
    assert "Hint 2 of 3" in shown(card, "help") and "Hint 3 of 3" not in shown(card, "help")
    assert buttons(card)[1] == "Hint 3 of 3"
    card.widget.tell("hint")
    assert buttons(card) == ["Check", "Solution"]
    assert "no more hints" in repr(hint("10.1"))


def test_the_solution_waits_unless_the_exercise_is_passed(cells):
    card = card_of(cells(WRONG))
    assert "data-pause" in card.widget.parts["buttons"]
    card.widget.tell("solution")
    assert "<details open>" in card.widget.parts["help"] and "Solution" not in buttons(card)
    assert "data-pause" not in card_of(cells(RIGHT)).widget.parts["buttons"]


def test_the_last_exercise_leads_to_the_quiz():
    verdict = Verdict(find("10.3"), "passed")
    assert 'data-goto="Quiz"' in ExerciseCard(verdict, None).widget.parts["buttons"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def page_view(r, page:\n    return 1", "has a syntax error in line 1 ('(' was never closed)"),
        ("1 / 0\ndef page_view(r, page): return 1", "stopped with an error before it defined `page_view`"),
    ],
)
def test_it_is_said_if_an_older_function_is_judged(cells, source, said):
    function = cells(WRONG)
    assert check("10.1", function).older == ""
    cells(source)
    verdict = check("10.1", function)
    assert said in verdict.older and verdict.older in repr(verdict)
    assert "checks the <code" in verdict._repr_html_()
    assert check("10.1", cells(RIGHT)).older == ""


def test_headless_ipython_takes_the_text_and_the_page(monkeypatch):
    monkeypatch.setenv(HEADLESS_VARIABLE, "1")
    with pytest.raises(NotImplementedError):
        check("10.1")._ipython_display_()
