"""A prediction asks, keeps what is locked in, and shows it beside the measurement; on paper it only asks."""

import html
import json
import re
from unittest import mock

import pytest

from helpers import predictions, progress
from helpers.paths import HEADLESS_VARIABLE, PROGRESS_VARIABLE
from helpers.predictions import Guess, predict
from tests.support.claimed import claimed


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    """The progress file of a learner who has lesson 20 open."""
    path = tmp_path / "progress.json"
    monkeypatch.setenv(PROGRESS_VARIABLE, str(path))
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "20-cache-aside.ipynb"))
    return path


def words(page):
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def asked(*arguments, **options):
    """A guess and its control, as with a front end."""
    guess = Guess(*arguments, **options)
    return guess, guess.control()


def shown(widget):
    return words(widget.parts["guess"])


def test_headless_it_is_the_question_alone(monkeypatch):
    monkeypatch.setenv(HEADLESS_VARIABLE, "1")
    with mock.patch.object(predictions, "show_reading") as reading:
        guess = predict("Which is\n faster?", "a `GET`", "a dictionary")
    text = "**Predict:** Which is faster?\n\n- a `GET`\n- a dictionary"
    assert reading.call_args.args[0] == {"text/markdown": text, "text/plain": text}
    assert not guess


@pytest.mark.parametrize(
    ("typed", "unit", "value", "text"),
    [
        ("10", "x", 10, "10x"),
        ("10x", "x", 10, "10x"),
        ("1,000", "", 1000, "1,000"),
        ("≈ 2.5 %", " %", 2.5, "2.5 %"),
        ("0", "", 0, "0"),
    ],
)
def test_a_number_is_locked_in(file, typed, unit, value, text):
    guess, widget = asked("How many?", unit=unit)
    widget.tell("lock", {"guess": typed})
    assert guess and guess.value == value and guess.text == text
    assert shown(widget) == f"You guessed {text} . Change"
    assert json.loads(file.read_text()) == {"guesses": {"20 How many?": value}}


@pytest.mark.parametrize(("typed", "said"), [("", "Type a number first."), ("ten", "'ten' isn't a number.")])
def test_what_is_no_number_is_said(file, typed, said):
    guess, widget = asked("How many?")
    widget.tell("lock", {"guess": typed})
    assert said in shown(widget)
    assert not guess and not file.exists()


def test_a_guess_survives_the_kernel_and_can_be_changed():
    _, widget = asked("How many?")
    widget.tell("lock", {"guess": "7"})
    again, widget = asked("How many?")
    assert again.value == 7
    assert "You guessed 7" in words(widget.html)
    widget.tell("change")
    assert not again and not Guess("How many?")


def test_one_of_the_options_is_chosen():
    guess, widget = asked("Which?", ["first", "second"])
    widget.tell("lock", {"guess": None})
    assert "Choose one first." in shown(widget)
    widget.tell("lock", {"guess": "1"})
    assert guess.value == Guess("Which?", ["first", "second"]).value == "second"
    assert Guess("Which?", ["first", "third"]).value is None, "an option that is no longer there"


def test_items_are_put_in_order():
    guess, widget = asked("Which order?", order=["a", "b", "c"])
    widget.tell("up 2")
    widget.tell("up 1")
    widget.tell("lock")
    assert guess.value == ["c", "a", "b"]
    assert guess.text == "c, a, b"
    assert guess.order == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("options", "measured", "line"),
    [
        ({"unit": "x"}, 312.7, "Measured: ≈ 313x"),
        ({}, 1200, "Measured: 1,200"),
        ({"options": ["a", "b"]}, "b", "It turned out: b"),
    ],
)
def test_what_is_measured_reads_with_and_without_a_guess(options, measured, line):
    guess = Guess("How many?", **options)
    for value, start in ((None, ""), (options.get("options", [9])[0], "You guessed ")):
        if value is not None:
            guess.lock(value)
        with mock.patch.object(predictions, "show_reading") as reading:
            guess.reveal(measured)
        bundle = reading.call_args.args[0]
        assert bundle["text/plain"].startswith(start)
        assert bundle["text/plain"].endswith(line)
        assert words(bundle["text/html"]) == bundle["text/plain"]


def test_the_question_says_what_was_measured_once_it_is_known():
    guess, widget = asked("How many?", unit="x")
    widget.tell("lock", {"guess": "10"})
    assert guess.against("≈ 300x") == "You guessed 10x."
    assert shown(widget) == "You guessed 10x . Measured: ≈ 300x . Change"


def test_a_claim_shows_the_guess_and_reads_without_it():
    guess = Guess("How many?", unit="x")
    options = {"at_least": 100, "guess": guess}
    without = claimed("it is fast", 300.0, **options)
    assert without == claimed("it is fast", 300.0, at_least=100)
    guess.lock(10)
    with_guess = claimed("it is fast", 300.0, **options)
    assert with_guess["text/plain"] == without["text/plain"]
    assert "You guessed 10x." in words(with_guess["text/html"])
    assert with_guess["text/html"].count("rotate(45deg)") == 1


def test_without_a_file_a_guess_lives_as_long_as_the_kernel(monkeypatch):
    monkeypatch.delenv(PROGRESS_VARIABLE)
    monkeypatch.setattr(progress, "_unwritten", {})
    Guess("How many?").lock(3)
    assert Guess("How many?").value == 3


def test_forgetting_a_lesson_forgets_its_guesses():
    Guess("How many?").lock(3)
    progress.forget(["21"])
    assert Guess("How many?").value == 3
    progress.forget(["20"])
    assert not Guess("How many?")


def test_an_error_in_a_handler_is_said_on_the_page():
    from helpers.display.interactive import Interactive

    widget = Interactive("<button data-action='go'>go</button>", lambda action, values: 1 / 0)
    widget.tell("go")
    assert "ZeroDivisionError" in words(widget.parts["error"])
