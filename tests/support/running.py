"""Running a lesson's notebook, changed or not, and reading the claims that it printed."""

import os
import re

import nbclient
import nbformat

CLAIM = re.compile(r"^([✓✗]) (.*) \([^()]*\)$", re.MULTILINE)


def run(path, notebook=None, allow_errors=False):
    """Run the notebook at `path`, or a changed copy of it, in a fresh kernel; returns it with its outputs.

    Raises nbclient.exceptions.CellExecutionError where a cell raises, unless `allow_errors`.
    """
    client = nbclient.NotebookClient(
        notebook or nbformat.read(path, as_version=4),
        timeout=120,
        iopub_timeout=60,
        allow_errors=allow_errors,
        resources={"metadata": {"path": str(path.parent)}},
    )
    return client.execute(env=dict(os.environ))


def claims(notebook):
    """Every claim that a run of the notebook printed: sentence → mark."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return {sentence: mark for cell in code for sentence, mark in claims_of(cell).items()}


def claims_of(cell):
    """The claims that one code cell printed: sentence → mark."""
    return {sentence: mark for out in cell.outputs for mark, sentence in CLAIM.findall(out.get("text", ""))}
