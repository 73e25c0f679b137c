"""A twin: the tested solution gets the same random calls on a database of its own, and has to agree.

A sequence is a list of steps, each made by the answer, by a second process of the answer, by another
client, or by the solution on the answer's database, as a process that someone else wrote. The
first sequence that shows a difference is shortened to the fewest steps that still show it.
"""

import copy
import random
from dataclasses import dataclass

from helpers.judge.orders import same_value
from helpers.judge.view import difference, in_words, view

LENGTH, RUNS = 20, 10
FIRST, SECOND, TWIN, OUTSIDE = "first", "second", "twin", "outside"

AGAIN = 0.25  # how likely a call is one of the earlier ones: what a program keeps in Python shows by then

# What programs forget: nothing at all, other alphabets, what looks like something else, what is very long
TEXTS = ["", "0", "ana", "ü€😀", "a b", "a:b", "None", "007", "-1", "*", "\n", "x" * 300]
TEXTS += ["Ana", " ana", "ana ", "ana0", "00"]  # what a program takes for the same, if it tidies up names
NUMBERS = [0, 1, -1, 2, 5, 7, 10, 99, 100, 1000, 70_000, 4_294_967_296]


class Dice(random.Random):
    """A random generator that also knows awkward values; the same seed gives the same sequence everywhere.

    There is one for each sequence: `calls` may note on it what it has chosen so far.
    """

    def text(self):
        return self.choice(TEXTS)

    def number(self):
        return self.choice(NUMBERS)


@dataclass(frozen=True)
class Turn:
    """One step of a sequence: `what` is a call or another client's command, `by` who makes it."""

    what: object
    by: str

    def __str__(self):
        return f"{self.what}{' in a second process' if self.by == SECOND else ''}"


@dataclass
class Difference:
    """What the answer and its twin don't agree on, after `turns`. `kind` is "reply", "type", "error" or
    "keys"."""

    kind: str
    turns: list
    got: object = None
    wanted: object = None
    key: str = ""
    error: Exception = None

    @property
    def kind_of_key(self):
        """For `keys`: "extra", "missing", "expiry" or "content"."""
        if self.wanted is None or self.got is None:
            return "extra" if self.wanted is None else "missing"
        same_content = self.got.kind == self.wanted.kind and self.got.content == self.wanted.content
        return "expiry" if same_content else "content"

    def words(self):
        """(observed, expected) in words: of a key, what each database holds."""
        if self.kind == "keys":
            return in_words(self.got), in_words(self.wanted)
        return repr(self.got), repr(self.wanted)


class Twins:
    """An answer and its twin. `answer(turn)` and `right(what, there)` make a call, for the answer's
    database or the twin's (`there` is True); `prepare(seed)` empties and prepares both. The rest says how
    to compare.
    """

    def __init__(
        self, calls, answer, right, prepare, databases, silent=(), keys=("*",), free=False, again=AGAIN, **how
    ):
        self._calls, self._answer, self._right, self.prepare = calls, answer, right, prepare
        self._r, self._r_there = databases
        self._silent, self._keys, self._free, self._how = set(silent), keys, free, how
        self._again = again
        # where the answer may lay out its data in another way, the solution can't work with it
        self._shares = not free and how.get("ordered", True)

    def sequence(self, seed, length=LENGTH):
        """The turns of one sequence."""
        dice, turns = Dice(seed), []
        for _ in range(length):
            earlier = [turn.what for turn in turns if turn.by != OUTSIDE]
            what = dice.choice(earlier) if earlier and dice.random() < self._again else self._calls(dice)
            chance = dice.random()
            if not hasattr(what, "make"):
                by = FIRST if chance < 0.5 else SECOND if chance < 0.75 or not self._shares else TWIN
            else:
                by = OUTSIDE
            turns.append(Turn(what, by))
        return turns

    def difference(self, turns, seed):
        """The first Difference in this sequence, or None."""
        self.prepare(seed)
        for number, turn in enumerate(turns):
            if turn.by == OUTSIDE:
                turn.what.make(self._r)
                turn.what.make(self._r_there)
                continue
            found = self._compared(turn, turns[: number + 1])
            if found:
                return found
        return None if self._free else self._data(turns)

    def _compared(self, turn, so_far):
        what = turn.what
        fresh = copy.deepcopy((what.args, what.kwargs))
        try:
            wanted, should_raise = self._right(what.name, *fresh, there=True), None
        except Exception as error:
            wanted, should_raise = None, error
        fresh = copy.deepcopy((what.args, what.kwargs))
        try:
            if turn.by == TWIN:
                got = self._right(what.name, *fresh, there=False)
            else:
                got = self._answer(what.name, *fresh, second=turn.by == SECOND)
        except Exception as error:
            if type(error) is type(should_raise):
                return None
            return Difference("error", so_far, wanted=wanted, error=error)
        if should_raise is not None:
            return Difference("reply", so_far, got, should_raise)
        if what.name in self._silent or same_value(got, wanted):
            return None
        return Difference("type" if got == wanted else "reply", so_far, got, wanted)

    def _data(self, turns):
        here, there = view(self._r, self._keys), view(self._r_there, self._keys)
        key = difference(here, there, **self._how)
        return Difference("keys", turns, here.get(key), there.get(key), key) if key is not None else None

    def search(self, runs=RUNS, length=LENGTH):
        """The first Difference in so many sequences, with the fewest turns that show it; None if they
        agree."""
        for seed in range(runs):
            found = self.difference(self.sequence(seed, length), seed)
            if found:
                return self._shortened(found, seed)
        return None

    def _shortened(self, found, seed):
        turns = [Turn(one.what, one.by) for one in found.turns]
        at = 0
        while at < len(turns):
            again = self.difference(turns[:at] + turns[at + 1 :], seed)
            if again:
                found, turns = again, again.turns
            else:
                at += 1
        return self._by_one_process(found, seed)

    def _by_one_process(self, found, seed):
        """If it shows as well when one process makes all calls, that is the simpler story."""
        turns = [Turn(one.what, FIRST if one.by != OUTSIDE else OUTSIDE) for one in found.turns]
        return self.difference(turns, seed) or found
