"""Guess first: `predict` asks for a guess before a measurement, and what is measured is held against it.

    guess = predict("How many times faster is the report from the cache?", unit="x")
    ...
    claim("the report from the cache is at least 100 times as fast", ratio, at_least=100, guess=guess)

A guess is kept in the progress file under its question, so it survives a restart. It's counted, never
graded. Without a front end a prediction is its question alone, and whatever takes the guess reads as if there
were none.
"""

import html
import itertools
import os
import pathlib
import re
from numbers import Integral, Real

from helpers import progress
from helpers.display import card, headless, inline, show, show_reading
from helpers.display.palette import PURPLE

LABEL = '<span style="font-weight:normal;opacity:.8">Predict: </span>'


def predict(question, *options, unit="", order=()):
    """Ask for a guess and return it, a `Guess`; the reader may lock one in or just go on.

    By default the guess is a number, followed by `unit` ("x", " %", " ms"). With `options` it's one of them,
    and with `order` these items in an order of the reader's.
    """
    guess = Guess(question, options, unit, order)
    text = guess.reading()
    if headless():
        show_reading({"text/markdown": text, "text/plain": text})
    else:
        show(guess.control(), text, text, kind="text/markdown", purpose="lock in a guess")
    return guess


class Guess:
    """What a reader guessed: `value` is a number, one of the options, a list in order, or None."""

    def __init__(self, question, options=(), unit="", order=()):
        self.question, self.options, self.unit = " ".join(question.split()), list(options), unit
        self.order = list(order)
        self.value = self._kept()
        self._widget, self._measured, self._problem = None, "", ""

    def __repr__(self):
        return f"<Guess {self.value!r}: {self.question}>"

    def __bool__(self):
        return self.value is not None

    @property
    def text(self):
        """The guess as the page shows it, "" without one."""
        return "" if self.value is None else self._written(self.value)

    def against(self, measured):
        """A sentence with the guess, "" without one; `measured` is the text of what turned out."""
        self._measured = measured
        if self._widget:
            self._widget.tell("show")
        return f"You guessed {self.text}." if self else ""

    def reveal(self, measured):
        """Show what turned out, and beside it the guess.

        A float is a figure that varies between runs, an int and everything else is exact. To use where
        neither a claim nor a chart takes the guess.
        """
        varies = isinstance(measured, Real) and not isinstance(measured, Integral)
        text = ("≈ " if varies else "") + self._written(measured)
        guessed = self.against(text)
        plain = f"{self._turned_out}: {text}"
        page = card(PURPLE, f"{html.escape(guessed)} {inline(plain)}".strip())
        show_reading({"text/html": page, "text/plain": f"{guessed} {plain}".strip()})

    @property
    def _turned_out(self):
        return "It turned out" if self.options or self.order else "Measured"

    def _written(self, value):
        if isinstance(value, str):
            return value
        if isinstance(value, Integral):
            return f"{value:,}{self.unit}"
        if isinstance(value, Real):
            return f"{float(f'{value:.3g}'):,.10g}{self.unit}"
        return ", ".join(map(str, value))

    # --- on paper -----------------------------------------------------------------------------------------

    def reading(self):
        """The question as Markdown, with what there is to choose from."""
        lines = "\n".join(f"- {option}" for option in self.options or self.order)
        return f"**Predict:** {self.question}" + (f"\n\n{lines}" if lines else "")

    # --- kept ---------------------------------------------------------------------------------------------

    @property
    def _name(self):
        number = pathlib.Path(os.environ.get("JPY_SESSION_NAME", "")).name[:2]  # of the open notebook
        return f"{number if number.isdigit() else '??'} {self.question}"

    def _kept(self):
        value = progress.kept(progress.GUESSES).get(self._name)
        if self.order:
            return value if isinstance(value, list) and sorted(value) == sorted(self.order) else None
        if self.options:
            return value if value in self.options else None
        return value if isinstance(value, Real) else None

    def lock(self, value):
        """Keep `value` as the guess; with None there is none again."""
        self.value = value
        self._problem = progress.keep(progress.GUESSES, self._name, value)

    # --- the control --------------------------------------------------------------------------------------

    def control(self):
        """The widget: the question, a field, options or a list to put in order, and a button."""
        from helpers.display.interactive import Interactive

        self._rows = list(self.value or self.order) if self.order else []
        body = f'<div data-part="guess">{self._form()}</div>'
        page = card(PURPLE, f"{LABEL}{inline(self.question)}", body, role="group")
        self._widget = Interactive(page, self._heard)
        return self._widget

    def _heard(self, action, values):
        problem = ""
        if action == "lock":
            value, problem = self._read(values.get("guess"))
            if not problem:
                self.lock(value)
        elif action == "change":
            self.lock(None)
        elif action.startswith("up "):
            row = int(action.removeprefix("up "))
            self._rows[row - 1 : row + 1] = reversed(self._rows[row - 1 : row + 1])
        return {"guess": self._form(problem)}

    def _read(self, given):
        """(value, "") or (None, what is wrong with it)."""
        if self.order:
            return list(self._rows), ""
        if self.options:
            return (self.options[int(given)], "") if given else (None, "Choose one first.")
        text = re.sub(r"[,_\s≈]", "", given or "")
        text = text.removesuffix(self.unit.strip()) if self.unit.strip() else text
        try:
            value = float(text)
        except ValueError:
            return None, "Type a number first." if not text else f"{given.strip()!r} isn't a number."
        return int(value) if value.is_integer() and abs(value) < 1e15 else value, ""

    def _form(self, problem=""):
        if self:
            measured = f" {self._turned_out}: <b>{html.escape(self._measured)}</b>." if self._measured else ""
            told = f"You guessed <b>{html.escape(self.text)}</b>.{measured} {html.escape(self._problem)}"
            return f'<span role="status">{told}</span> {_button("change", "Change", "quiet")}'
        said = f' <span role="status">{html.escape(problem)}</span>' if problem else ""
        return f"{self._field()}{_button('lock', 'Lock in', 'main')}{said}"

    def _field(self):
        if self.order:
            rows = "".join(itertools.starmap(_row, enumerate(self._rows)))
            return f'<ol style="margin:.3em 0">{rows}</ol>'
        if self.options:
            rows = "".join(
                f'<label class="option"><input type="radio" name="guess" value="{number}">'
                f"<span>{inline(option)}</span></label>"
                for number, option in enumerate(self.options)
            )
            return f'<fieldset aria-label="Your guess">{rows}</fieldset>'
        return (
            '<label>Your guess: <input type="text" inputmode="decimal" name="guess" data-enter="lock" '
            f'autocomplete="off" style="width:7em"></label>{html.escape(self.unit)} '
        )


def _row(row, item):
    up = _button(f"up {row}", "↑", title=f"Move up: {item}") if row else ""
    return f"<li>{inline(str(item))} {up}</li>"


def _button(action, text, kind="", title=""):
    named = f' title="{html.escape(title)}" aria-label="{html.escape(title)}"' if title else ""
    return f'<button type="button" class="{kind}" data-action="{action}"{named}>{text}</button>'
