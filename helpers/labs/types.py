"""Lesson 19: which data type fits which problem, from data/types.yml, as a table or a panel."""

import html

import ipywidgets as widgets
import yaml

from helpers.live import panel
from helpers.paths import DATA

FILE = DATA / "types.yml"
EVERY = "every need"
COLUMNS = ["you need to", "use", "commands and what they cost", "memory", "but", "lesson"]


def needs():
    """Return the entries of data/types.yml as dicts."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def which_type():
    """Show the table of all needs, and with a front end, a list from which you can choose one."""
    entries = needs()
    options = [EVERY, *(entry["need"] for entry in entries)]
    choice = widgets.Dropdown(options=options, description="I need to", layout={"width": "36em"})
    panel("Which type for which problem: a table from need to type to commands to cost", table, need=choice)


def table(need=EVERY):
    """Return the table as HTML, with every need or only one."""
    rows = [_row(entry) for entry in needs() if need in (EVERY, entry["need"])]
    head = "".join(f'<th scope="col" style="text-align: left">{column}</th>' for column in COLUMNS)
    text = f"<table><tr>{head}</tr>{''.join(rows)}</table>"
    return text.replace("<td>", '<td style="text-align: left; vertical-align: top">')


def _row(entry):
    costs = [f"<code>{name}</code> {_unbroken(cost)}" for name, cost in entry["commands"].items()]
    # in a new tab, or a link in a live panel would leave the page with your kernel
    lesson = f'<a href="{entry["lesson"]}" target="_blank">{entry["lesson"][:2]}</a>'
    need, kind, memory, instead = (html.escape(entry[key]) for key in ("need", "type", "memory", "instead"))
    cells = [need[0].lower() + need[1:], f"<b>{kind}</b>", "<br>".join(costs), memory, instead, lesson]
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _unbroken(cost):
    return f'<span style="white-space: nowrap">{html.escape(cost)}</span>'
