"""A race drawn as HTML: a lifeline for each client, and what the stores hold after each step.

With two clients, the stores are in the middle. Without styles, as on the forge, it's still a table.
"""

import html
import itertools

from helpers.display.palette import BLUE, GREEN, GREY, PURPLE

COLORS = [BLUE, PURPLE, GREEN, GREY]  # of the clients; none of them is to blame
STORES = {"holds": "Redis holds", "database": "The database holds"}  # attribute of a step → head
BOX, AXIS = "12em", "6em"  # width of a step, and where the lifeline is, from its outer edge

_TABLE = "border-collapse:collapse;font-size:.9em;margin:.3em 0;line-height:1.35"
_HEAD = "vertical-align:bottom;padding:.2em .3em;background:transparent;font-weight:normal"
_CELL = "padding:.25em 0;border:0;vertical-align:middle;text-align:left"
_STEP = f"box-sizing:border-box;flex:none;width:{BOX};padding:.2em .5em;border-radius:5px"
_STEP += ";background:var(--jp-layout-color0,white);text-align:left;overflow-wrap:anywhere"
_CODE = "font-family:var(--jp-code-font-family,monospace);font-size:.93em"
_BUTTONS = (
    '<div class="redis-measured-buttons">'
    '<button type="button" data-step-to="first">Step through</button>'
    '<button type="button" data-step-to="back" disabled>Back</button>'
    '<button type="button" data-step-to="next" disabled>Next step</button>'
    '<button type="button" data-step-to="all" disabled>All steps</button>'
    '<span role="status" style="opacity:.8"></span></div>'
)


def lifelines(titles, steps, stepping=False):
    """Return the drawing of `steps` as HTML; `titles` are those of the clients: "Client A: page_view(r)".

    A step has `client` (its index, or None where only time passes), `text`, `reply`, `holds` (what Redis
    holds afterwards), and may have `database`. With `stepping`, buttons show one step after another. They
    work in an `Interactive`.
    """
    drawing = _Drawing(titles, list(_folded(steps)))
    return f"<div data-race>{drawing.table()}{_BUTTONS if stepping else ''}</div>"


def _folded(steps):
    """(step, how many times) with steps that repeat in a row as one, the last of them."""
    for _, same in itertools.groupby(steps, key=lambda one: (one.client, one.text, one.reply)):
        run = list(same)
        yield run[-1], len(run)


class _Drawing:
    """`columns` are the indexes of the clients, and the attributes of a step that say what a store holds."""

    def __init__(self, titles, moments):
        self.titles, self.moments = titles, moments
        stores = ["holds"]
        if any(getattr(step, "database", "") for step, _ in moments):
            stores.append("database")
        clients = list(range(len(titles)))
        self.right = clients[1:] if len(titles) == 2 else []  # of the stores
        self.columns = [one for one in clients if one not in self.right] + stores + self.right

    def table(self):
        head = "".join(map(self._head, self.columns))
        rows = "".join(self._row(number) for number in range(len(self.moments)))
        return f'<table style="{_TABLE}"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'

    def _head(self, column):
        side = "right" if column in self.right else "left"
        if column in STORES:
            text = f"<b>{STORES[column]}</b>"
        else:
            name, _, call = self.titles[column].partition(": ")
            called = f'<br><span style="{_CODE}">{html.escape(call)}</span>' if call else ""
            text = f'<b style="color:{_ink(column)}">{html.escape(name)}</b>{called}'
        return f'<th style="{_HEAD};text-align:{side}">{text}</th>'

    def _row(self, number):
        cells = "".join(
            self._store(column, number) if column in STORES else self._client(column, number)
            for column in self.columns
        )
        return f'<tr data-step style="background:transparent">{cells}</tr>'

    def _client(self, column, number):
        """A piece of a lifeline, with what the client does in this step and an arrow to the stores."""
        step, times = self.moments[number]
        color = f"color-mix(in srgb, {COLORS[column % len(COLORS)]} 60%, transparent)"
        place = f"calc(100% - {AXIS})" if column in self.right else AXIS
        line = f"background:linear-gradient({color},{color}) {place} 0/2px 100% no-repeat"
        content = ""
        if step.client is None:  # time passes: a remark, at the left
            remark = f"<b>{number + 1}</b>&ensp;<i>{html.escape(step.text)}</i>"
            content = remark if column == self.columns[0] else ""
            line += ";padding:.25em 0 .25em .4em"
        elif step.client == column:
            parts = [_box(step, times, number + 1, column), *self._arrow(column, column)]
            content = _side_by_side(reversed(parts) if column in self.right else parts)
        elif step.client < column and column not in self.right:
            content = _side_by_side(self._arrow(step.client, column))  # it crosses this lifeline
        return f'<td style="{_CELL};{line}">{content}</td>'

    def _arrow(self, client, column):
        """The part of a client's arrow that is in this column, from the client on: a shaft, and the tip."""
        yield f'<div style="flex:1;min-width:1em;border-top:2px solid {_ink(client)}"></div>'
        if column in self.right or self.columns[self.columns.index(column) + 1] in STORES:
            mark = "◀" if column in self.right else "▶"
            yield f'<div aria-hidden="true" style="color:{_ink(client)};margin:0 -.1em">{mark}</div>'

    def _store(self, name, number):
        """What a store holds after a step, tinted where that has changed."""
        held = _held(self.moments[number], name)
        same = number and held == _held(self.moments[number - 1], name)
        tint = "color-mix(in srgb, currentColor 10%, transparent)" if number and not same else "transparent"
        look = f"background:{tint};opacity:{0.6 if same else 1};border-radius:4px;padding:.15em .5em;{_CODE}"
        lines = "<br>".join(html.escape(line) for line in held.split("; "))
        cell = f"{_CELL};padding:.25em .2em;background:transparent;max-width:14em;overflow-wrap:anywhere"
        return f'<td style="{cell}"><div style="{look}">{lines}</div></td>'


def _held(moment, name):
    return getattr(moment[0], name, "") or "–"


def _ink(client):
    return f"color-mix(in srgb, {COLORS[client % len(COLORS)]} 75%, currentColor)"


def _box(step, times, number, column):
    often = f" ({times} times)" if times > 1 else ""
    reply = f'<br>→ <span style="{_CODE}">{html.escape(step.reply)}</span>' if step.reply else ""
    what = f'<b>{number}</b>&ensp;<span style="{_CODE}">{html.escape(step.text)}</span>{often}{reply}'
    return f'<div style="{_STEP};border:1.5px solid {_ink(column)}">{what}</div>'


def _side_by_side(parts):
    return f'<div style="display:flex;align-items:center">{"".join(parts)}</div>'
