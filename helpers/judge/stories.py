"""A story: who did what, in which order, and what Redis held after each step."""

import html
import itertools
import textwrap
from dataclasses import dataclass, field

COLUMN = 40  # characters of a column in plain text
CLIENTS = "ABCDEFGH"


@dataclass
class Step:
    """One row: the index of the client, what it did, what came back, and what Redis held afterwards."""

    client: int
    text: str
    reply: str = ""
    holds: str = ""

    def __str__(self):
        return f"{self.text} → {self.reply}" if self.reply else self.text


@dataclass
class Story:
    """The steps of several clients, one column each; `titles` says what each of them calls."""

    titles: list
    steps: list = field(default_factory=list)

    def __str__(self):
        """Plain text: columns of 40 characters."""
        head = [*self.titles, "Redis holds"]
        rows = [head, *self._cells()]
        return "\n".join(line for row in rows for line in _lines(row))

    def _cells(self):
        """The cells of each row, as text; what Redis holds is said where it changes."""
        held = ""
        for _, same in itertools.groupby(self.steps, key=lambda one: (one.client, str(one))):
            run = list(same)
            step = run[-1]
            cells = [""] * len(self.titles)
            cells[step.client] = str(step) + (f"  ({len(run)} times)" if len(run) > 1 else "")
            yield [*cells, "" if step.holds == held else step.holds]
            held = step.holds

    def _repr_html_(self):
        """A table that reads in the light and in the dark theme."""
        head = "".join(f"<th {_CELL}>{html.escape(one)}</th>" for one in [*self.titles, "Redis holds"])
        rows = "".join(f"<tr>{''.join(map(_cell, row, itertools.count()))}</tr>" for row in self._cells())
        return f'<table style="{_TABLE}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


_TABLE = (
    "border-collapse:collapse;margin:.4em 0;font-family:var(--jp-code-font-family,monospace);font-size:.9em"
)
_LINE = "border-bottom:1px solid color-mix(in srgb, currentColor 25%, transparent)"
_CELL = (
    f'style="text-align:left;padding:.15em .8em;vertical-align:top;overflow-wrap:anywhere;'
    f'background:transparent;{_LINE}"'
)


def _cell(text, _):
    return f"<td {_CELL}>{html.escape(text)}</td>"


def _lines(row):
    """A row of plain text: each cell wrapped to its column."""
    wrapped = [textwrap.wrap(cell, COLUMN - 2) or [""] for cell in row]
    for parts in itertools.zip_longest(*wrapped, fillvalue=""):
        yield "".join(part.ljust(COLUMN) for part in parts).rstrip()


def titles(calls):
    """The head of each column: `Client A: page_view(r, 'home')`."""
    return [f"Client {name}: {call}" for name, call in zip(CLIENTS, calls, strict=False)]
