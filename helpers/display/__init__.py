"""Showing things in a notebook: cards, readings, tables, progress bars. Costs no matplotlib."""

from helpers.display.surfaces import card, in_notebook, inline, on_stage, picture, show, show_reading
from helpers.display.tables import markdown_table, progress_bar
from helpers.paths import headless

__all__ = [
    "card",
    "headless",
    "in_notebook",
    "inline",
    "markdown_table",
    "on_stage",
    "picture",
    "progress_bar",
    "show",
    "show_reading",
]
