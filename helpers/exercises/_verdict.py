"""What a check found out, and the two words its author writes: `step` and `expect`."""

import contextlib
from dataclasses import dataclass, field

from helpers.exercises import _cards
from helpers.exercises._states import PASSED


class Wrong(Exception):
    """The answer is not right: what was observed, what was expected, and a question to think about."""

    def __init__(self, observed, expected, question):
        super().__init__(observed)
        self.observed, self.expected, self.question = observed, expected, question


def expect(condition, observed, expected, question):
    """End the check as wrong unless `condition` holds. The three texts go on the card; `code` in backticks.

    Write `observed` with the key names and figures at hand, `question` so that it points at the cause.
    """
    if not condition:
        raise Wrong(observed, expected, question)


@contextlib.contextmanager
def asking(question, *words):
    """Put `question` on the card of an error in this block, if its text has one of `words`."""
    try:
        yield
    except Exception as error:
        if any(word in str(error) for word in words):
            error.question = question
        raise


def step(text, fresh=False):
    """Mark a function of check.py as a step; `text` says what it proves. `fresh` empties the server first."""

    def mark(function):
        function.text, function.fresh = text, fresh
        return function

    return mark


@dataclass
class Verdict:
    """What `check()` returns; a notebook shows it as a card."""

    exercise: object
    state: str
    done: int = 0  # steps passed
    observed: str = ""
    expected: str = ""
    question: str = ""
    called: str = ""  # the call that the failed step made last
    asked: list = field(default_factory=list)  # commands that the answer sent in the failed step
    holds: list = field(default_factory=list)  # what the server held at the end of it
    printed: list = field(default_factory=list)  # lines that the answer printed
    note: str = ""

    @property
    def passed(self):
        return self.state == PASSED

    def __repr__(self):
        return _cards.verdict_text(self)

    def _repr_html_(self):
        return _cards.verdict_html(self)
