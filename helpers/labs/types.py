"""Lesson 19: which data type fits which problem: data/types.yml as a table or as a panel."""

import html

import ipywidgets as widgets
import yaml

from helpers.live import panel
from helpers.paths import DATA

FILE = DATA / "types.yml"
EVERY = "every need"
COLUMNS = ["you need to", "take", "commands and what they cost", "memory", "but", "lesson"]


def needs():
    """The entries of data/types.yml in their order, as dicts."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def which_type():
    """Show the table of all needs; with a front end, a list above it to choose one from."""
    entries = needs()
    options = [EVERY, *(entry["need"] for entry in entries)]
    choice = widgets.Dropdown(options=options, description="I need to", layout={"width": "36em"})
    panel("Which type for which problem: a table from need to type to commands to cost", table, need=choice)


def table(need=EVERY):
    """The table as HTML: of every need, or the one row of a need."""
    rows = [_row(entry) for entry in needs() if need in (EVERY, entry["need"])]
    head = "".join(f'<th scope="col" style="text-align: left">{column}</th>' for column in COLUMNS)
    text = f"<table><tr>{head}</tr>{''.join(rows)}</table>"
    return text.replace("<td>", '<td style="text-align: left; vertical-align: top">')


def _row(entry):
    costs = [f"<code>{name}</code> {_unbroken(cost)}" for name, cost in entry["commands"].items()]
    # a new tab: in a live panel, a link would otherwise leave the page with the learner's kernel
    lesson = f'<a href="{entry["lesson"]}" target="_blank">{entry["lesson"][:2]}</a>'
    need, kind, memory, instead = (html.escape(entry[key]) for key in ("need", "type", "memory", "instead"))
    cells = [need[0].lower() + need[1:], f"<b>{kind}</b>", "<br>".join(costs), memory, instead, lesson]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _unbroken(cost):
    return f'<span style="white-space: nowrap">{html.escape(cost)}</span>'
