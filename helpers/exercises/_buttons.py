"""A check's card in JupyterLab, with buttons below it: Check, Hint n of 3, Solution, Next.

The buttons do what `check()`, `hint()` and `solution()` do, and share their state. They are ordinary buttons,
so the Tab key and Enter are enough.
"""

import html

from helpers.display import show
from helpers.display.interactive import Interactive
from helpers.exercises import _cards
from helpers.exercises._catalogue import all_exercises
from helpers.progress import passed

PAUSE = (
    10  # seconds from the click on Solution to the solution: time for another idea, and to change your mind
)


class ExerciseCard:
    """A verdict with its buttons; `again()` checks the functions as they're now: another verdict."""

    def __init__(self, verdict, again):
        self.verdict, self.exercise, self._again = verdict, verdict.exercise, again
        self._solved = False
        page = "".join(f'<div data-part="{name}"></div>' for name in self._parts())
        self.widget = Interactive(page, self._heard, self._parts(), waiting="Checking …")

    def show(self):
        """Display it, and for the time without a kernel the verdict alone."""
        show(self.widget, self.verdict._repr_html_(), repr(self.verdict), purpose="check your answer")

    def _heard(self, action, _values):
        exercise = self.exercise
        if action == "check":
            self.verdict = self._again()
        elif action == "hint":
            exercise.hints_shown = min(exercise.hints_shown + 1, len(exercise.hints))
        elif action == "solution":
            self._solved = True
        return self._parts()

    def _parts(self):
        return {
            "verdict": _cards.verdict_html(self.verdict, buttons=True),
            "buttons": self._buttons(),
            "help": self._help(),
        }

    def _help(self):
        shown = self.exercise.hints_shown
        hints = _cards.hints(self.exercise, shown)._repr_html_() if shown else ""
        return hints + (_cards.solution(self.exercise, opened=True)._repr_html_() if self._solved else "")

    def _buttons(self):
        done = self.verdict.passed
        buttons = [_button("Check", 'data-action="check"', "" if done else "main"), *self._helping(done)]
        if done:
            buttons.append(_button("Next", f'data-goto="{html.escape(self._next())}"', "main"))
        told = f'<span style="opacity:.8">{self._count()}</span>' if done else ""
        row = f'class="redis-measured-buttons" role="group" aria-label="Exercise {self.exercise.id}"'
        return f"<div {row}>{''.join(buttons)}{told}</div>"

    def _helping(self, done):
        exercise = self.exercise
        if exercise.hints_shown < len(exercise.hints):
            yield _button(f"Hint {exercise.hints_shown + 1} of {len(exercise.hints)}", 'data-action="hint"')
        if not self._solved:
            pause = "" if done else f' data-pause="{PAUSE}"'
            yield _button("Solution", f'data-action="solution"{pause}')

    def _count(self):
        here = [one.id for one in all_exercises() if one.lesson == self.exercise.lesson]
        return f"{len(set(here) & set(passed()))} of {len(here)} exercises here passed"

    def _next(self):
        """The words on the page at which the next thing to do begins."""
        here = [one.id for one in all_exercises() if one.lesson == self.exercise.lesson]
        later = here[here.index(self.exercise.id) + 1 :]
        return f"Exercise {later[0]}" if later else "Quiz"


def _button(text, does, kind=""):
    return f'<button type="button" class="{kind}" {does}>{text}</button>'
