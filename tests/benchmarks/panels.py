"""Redraw the lessons' panels that measure nothing, and time what the kernel does for it.

The time of the browser is not in it. It is some 10 ms for a picture of 30 kB.
"""

import contextlib
import io
import json
import os
import pathlib
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
REDRAWS = 6


def lessons():
    """(path, code cells) of the notebooks with a panel."""
    for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        cells = json.loads(path.read_text())["cells"]
        code = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        if any(line.startswith("panel(") for cell in code for line in cell.splitlines()):
            yield path, code


def redraws(path, code):
    """Run a lesson's cells: {name of a panel: CPU milliseconds of each redraw}.

    CPU time is what an idle machine would take, even where this one is busy.
    """
    from IPython.core.interactiveshell import InteractiveShell

    from helpers import live

    taken = {}

    def panel(name, draw, /, *, measures=False, **controls):
        if not measures:
            taken[name] = [
                _milliseconds(lambda given=given: live.as_html(draw(**given), name))
                for given in _settings(controls)
            ]

    kept, here, shell = live.panel, pathlib.Path.cwd(), InteractiveShell()
    live.panel = panel
    os.chdir(path.parent)  # like a kernel
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in code:
                shell.run_cell(cell)
    finally:
        os.chdir(here)
        live.panel = kept
    return taken


def _settings(controls):
    """Arguments of a drawing, as many as are to be redrawn: each has every control at another place."""
    for change in range(REDRAWS):
        yield {name: _place(control, change) for name, control in controls.items()}


def _place(control, change):
    options = getattr(control, "_options_full", None)
    if options:
        return options[change % len(options)][1]
    if not hasattr(control, "value"):
        return change  # the clicks of a button
    if isinstance(control.value, bool):
        return bool(change % 2)
    return control.min + change * (control.max - control.min) / REDRAWS // control.step * control.step


def _milliseconds(draw):
    began = time.process_time()
    draw()
    return 1000 * (time.process_time() - began)
