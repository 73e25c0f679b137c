"""What a check found out, and the words that its author writes for it."""

import contextlib
from dataclasses import dataclass, field

from helpers.display import headless, in_notebook
from helpers.exercises import _cards
from helpers.exercises._states import PASSED
from helpers.judge.ending import Ends
from helpers.judge.wording import called

CHARACTERS = 700  # of each text on a card: what an answer returns may be 10 MB


class Wrong(Ends):
    """The answer isn't right: what was observed, what was expected, and a question to think about.

    `story` shows the order or the crash that it was observed in.
    """

    def __init__(self, observed, expected, question, story=None):
        super().__init__(observed)
        self.observed, self.expected, self.question, self.story = observed, expected, question, story


class SeenTooLittle(Ends):
    """The check can't say whether the answer is right, for this `reason`."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def expect(condition, observed, expected, question):
    """End the check as wrong unless `condition` holds. The three texts go on the card; `code` in backticks.

    Write `observed` with the key names and figures at hand, `question` so that it points at the cause.
    """
    if not condition:
        raise Wrong(observed, expected, question)


def too_little(reason):
    """End the check without a verdict: `reason` says in a sentence what kept it from seeing enough."""
    raise SeenTooLittle(reason)


@contextlib.contextmanager
def asking(question, *words):
    """Put `question` on the card of an error in this block, if its text has one of `words`."""
    try:
        yield
    except Exception as error:
        if any(word in str(error) for word in words):
            error.question = question
        raise


@contextlib.contextmanager
def raises(kind, observed, question):
    """Expect that this block raises an exception of class `kind`, because the answer hands it on.

    `observed` says in which situation; the verdict adds that no such exception arrived.
    """
    try:
        yield
    except kind:
        return
    expected = f"{_an(kind.__name__)} that reaches the caller"
    raise Wrong(f"{observed}, and the call returned", expected, question)


def cases(function, expected, question):
    """Expect `function(*arguments)` to return each result in `expected`, a list of (arguments, result) pairs.

    The types have to be the same as well: 1 isn't True, and 1.0 isn't 1.
    """
    from helpers.judge.orders import same_value

    for arguments, wanted in expected:
        result = function(*arguments)
        expect(
            same_value(result, wanted),
            f"`{called(function.__name__, arguments)}` returned {result!r}",
            f"{wanted!r}" + (f", {_an(type(wanted).__name__)}" if result == wanted else ""),
            question,
        )


def _an(name):
    return f"{'an' if name[0].lower() in 'aeiou' else 'a'} {name}"


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
    story: object = None  # the order or the crash in which it was observed
    cost: list = field(default_factory=list)  # of a passed answer: (what, yours, the solution's)
    notes: list = field(default_factory=list)
    older: str = ""  # why an older function was judged than the latest cell shows, in a sentence
    show: object = None  # a function that displays it with its buttons

    def __post_init__(self):
        self.observed, self.expected, self.question = map(_cut, (self.observed, self.expected, self.question))

    @property
    def passed(self):
        return self.state == PASSED

    def __repr__(self):
        return _cards.verdict_text(self)

    def _repr_html_(self):
        return _cards.verdict_html(self)

    def _ipython_display_(self):
        """Show it with buttons where there is a front end, and leave the rest to IPython elsewhere."""
        if headless() or not in_notebook() or not self.show:
            raise NotImplementedError  # IPython takes the text and the HTML
        self.show()


def _cut(text):
    return (
        text
        if len(text) <= CHARACTERS
        else f"{text[: CHARACTERS - 60]} … ({len(text) - CHARACTERS + 60:,} characters more)"
    )
