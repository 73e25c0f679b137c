"""`python3 -m helpers execute NN`: run notebooks from a fresh kernel and save them as they are committed."""

import contextlib
import copy
import hashlib
import os
import re
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from helpers.course import written
from helpers.errors import CourseError
from helpers.paths import NOTEBOOKS, ROOT, run_headless, write_whole
from helpers.servers import hosts
from helpers.setup.installing import say

CELL_SECONDS = 120
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
NOT_KEPT = ("execution", "collapsed", "scrolled", "trusted", "ExecuteTime")  # of a cell's metadata
ANSI = re.compile(r"\x1b\[[0-9;]*m")  # colors
WIDGET = "application/vnd.jupyter.widget-view+json"  # names a widget that ended with its kernel


def execute(numbers, folder=NOTEBOOKS):
    """Run the notebooks of these numbers, one fresh kernel each, and save them normalized.

    They run in a container where Docker can start one, else on local processes. CourseError for a number that
    does not exist and for a cell that fails without the tag `raises-exception`; that notebook stays as it is.
    """
    paths = [written(number, folder, template=True) for number in numbers or [""]]
    run_headless()
    with contextlib.ExitStack() as stack:
        _enter_container(stack)
        for path in paths:
            started = time.monotonic()
            done = normalise(run(nbformat.read(path, as_version=4), path))
            _write(done, path)
            seconds = time.monotonic() - started
            say(f"{path.name}: {len(done.cells)} cells, {seconds:.1f} s {hosts.host().name}")


def _enter_container(stack):
    if not hosts.docker_answers():
        return
    try:
        stack.enter_context(hosts.container())
    except CourseError as error:
        say(f"{error} Continuing with local processes.")


def run(notebook, path):
    """A copy of the notebook with the outputs of a fresh kernel in the notebook's folder."""
    ran = copy.deepcopy(notebook)
    started = []
    client = NotebookClient(
        ran,
        timeout=CELL_SECONDS,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        store_widget_state=False,
        extra_arguments=["--log-level=ERROR"],
        on_cell_execute=lambda cell, cell_index: started.append(cell),
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise _failure(path, started, f"raised {error.ename}: {error.evalue}") from error
    except CellTimeoutError as error:
        raise _failure(path, started, f"took longer than {CELL_SECONDS} s") from error
    except DeadKernelError as error:
        raise _failure(path, started, "killed its kernel") from error
    return ran


def _failure(path, started, what):
    cell = started[-1]
    begin = cell.source.strip().partition("\n")[0]
    return CourseError(f"{path.name} wasn't saved, because code cell {len(started)} (`{begin}`) {what}")


def _code_cells(notebook):
    """Code cells with the number each has in a run from top to bottom."""
    return enumerate([cell for cell in notebook.cells if cell.cell_type == "code"], start=1)


def normalise(notebook):
    """The notebook as it is committed: nothing in it depends on when or where it ran, outputs apart."""
    notebook.metadata = nbformat.from_dict({"kernelspec": KERNELSPEC, "language_info": {"name": "python"}})
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    taken = set()
    for cell in notebook.cells:
        cell["id"] = _cell_id(cell, taken)
        for name in NOT_KEPT:
            cell.metadata.pop(name, None)
    for number, cell in _code_cells(notebook):
        cell.execution_count = number
        cell.outputs = [_normal_output(output, number) for output in _merge_streams(cell.outputs)]
    return notebook


def _cell_id(cell, taken):
    """An id that follows from the cell's source, so that running a notebook again changes none."""
    digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()
    repeats = 0
    while (name := digest[:8] + (f"-{repeats}" if repeats else "")) in taken:
        repeats += 1
    taken.add(name)
    return name


def _merge_streams(outputs):
    """Join adjacent outputs of one stream, because where the kernel splits them is random."""
    merged = []
    for output in outputs:
        if output.output_type == "stream" and merged and merged[-1].get("name") == output.name:
            merged[-1].text += output.text
        else:
            merged.append(output)
    return merged


def _normal_output(output, number):
    if output.output_type == "execute_result":
        output.execution_count = number
    if "data" in output:
        output.data.pop(WIDGET, None)
    if output.output_type == "error":
        output.traceback = list(filter(None, map(_own_frame, output.traceback)))
    return output


def _own_frame(frame):
    """A traceback's frame with the course's folder as `.`; "" where it lies inside an installed package.

    Those frames are long, name this machine's folders and change with every version of the package.
    """
    home = os.path.expanduser("~")
    for root in (str(ROOT), str(ROOT).replace(home, "~", 1)):  # IPython shortens the home folder
        frame = frame.replace(f"{root}/helpers/", "./helpers/")
    plain = ANSI.sub("", frame)
    return "" if plain.startswith("File ") and not plain.startswith("File ./helpers/") else frame


def _write(notebook, path):
    nbformat.validate(notebook)
    write_whole(path, nbformat.writes(notebook) + "\n")
