"""The notebook tests can fail: each way in which a lesson goes wrong is made once, and has to turn red.

The notebooks are written here, run by a pytest of their own with the course's settings, and judged by its
report. Most faults are cells of one notebook, since a cell that differs leaves the later ones their meaning.
"""

import os
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import nbformat
import pytest

from helpers.paths import ROOT
from helpers.servers import hosts
from tests.support.claimed import saved_claim

HANG_SECONDS = 3
SET_UP = ("from helpers import servers\nfrom helpers.claims import claim\nr = servers.connect()", None)
KILL_CONTAINER = (
    'import os, subprocess\nsubprocess.run(["docker", "kill", os.environ["REDIS_MEASURED_CONTAINER"]])'
)


def write(path, *cells):
    """A notebook of code cells (source, saved text or None, and what else is to be set), counts 1, 2, 3, …"""
    notebook = nbformat.v4.new_notebook()
    for count, (source, text, *rest) in enumerate(cells, start=1):
        cell = nbformat.v4.new_code_cell(source, execution_count=count)
        if text is not None:
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=text)]
        cell.update(*rest)
        notebook.cells.append(cell)
    nbformat.write(notebook, path)


def run(folder, *options, **variables):
    """pytest over the notebooks of a folder, in this run's container if there is one: code, text, report.

    The report holds, for each notebook and cell, the outcome and what was said about it.
    """
    report = folder / "report.xml"
    course = ["-c", ROOT / "pyproject.toml", "--rootdir", ROOT, "-p", "conftest", "-p", "no:cacheprovider"]
    command = [
        sys.executable,
        "-m",
        "pytest",
        *course,
        "--color=no",
        f"--junitxml={report}",
        *options,
        folder,
    ]
    environment = os.environ | {"PYTHONPATH": str(ROOT)} | variables
    wanted = {name: value for name, value in environment.items() if value is not None}
    done = subprocess.run(command, cwd=folder, env=wanted, capture_output=True, text=True, timeout=120)
    cells = (
        dict(map(verdict, ElementTree.parse(report).iterfind(".//testcase[@name]")))
        if report.exists()
        else {}
    )
    return done.returncode, done.stdout + done.stderr, cells


def verdict(case):
    """((notebook, cell), (outcome, what was said)) of an entry of the report."""
    cell = case.get("classname").split(".")[-2], int(case.get("name").split()[-1])
    for found in case:
        if found.tag in ("failure", "error", "skipped"):
            return cell, (found.tag, f"{found.get('message')}\n{found.text}")
    return cell, ("passed", "")


# In one notebook: what is wrong with a cell, the cell, and what the report has to say
COMPARED = {
    "right": [('print(r.set("cart", 3))', "True\n"), None],
    "right, a figure masked": [('print("a GET: ≈ 61 µs")', "a GET: ≈ 58.5 µs\n"), None],
    "right, a claim that holds": [
        ('claim("few", 3.2, at_least=2)', None, {"outputs": [saved_claim("few", 4.1, at_least=2)]}),
        None,
    ],
    "edited result": [('print(r.get("cart"))', "4\n"), "'3"],
    "false claim": [
        ('claim("many", 3.2, at_least=4)', None, {"outputs": [saved_claim("many", 4.1, at_least=4)]}),
        "✗ many",
    ],
    "right, two claims as they were once printed": [
        ('for name in "ab": claim(name, 3.2, at_least=2)', "✓ a (≈ 3.1x)\n✓ b (≈ 3.3x)\n"),
        None,
    ],
    "unmasked figure": [('print("a GET: 61 µs")', "a GET: 58 µs\n"), "61 µs"],
    "lost output": [('print("here")', None), "Unexpected output"],
    "raises nothing": [
        (
            'r.get("cart")',
            None,
            {
                "metadata": {"tags": ["raises-exception"]},
                "outputs": [
                    nbformat.v4.new_output("error", ename="ResponseError", evalue="WRONGTYPE", traceback=[])
                ],
            },
        ),
        "ename",
    ],
    "count out of order": [('print("late")', "late\n", {"execution_count": 5}), "saved as run 5, not 11"],
    "never run": [('print("never")', None, {"execution_count": None}), "saved as run None, not 12"],
    "right, after all this": [("print(r.ping())", "True\n"), None],
}
AFTER = ("print('later')", "later\n")
BROKEN = {
    "stripped": [
        [(source, None, {"execution_count": None}) for source in ("1 + 1", "2 + 2")],
        "saved as run None",
    ],
    "killed": [
        [SET_UP, ("servers.clients._first_server().kill()", None), ('r.get("cart")', "4\n"), AFTER, AFTER],
        "refused",
    ],
    "hanging": [[SET_UP, ("while True: pass", None), AFTER, AFTER], f"Timeout of {HANG_SECONDS} seconds"],
    "dying": [[SET_UP, ("import os; os._exit(1)", None), AFTER, AFTER], "kernel died"],
}
LEAVING = (
    "import subprocess, tempfile\n"
    'left = tempfile.mkdtemp(prefix="left-by-a-cell-")\n'
    'open(f"{left}/file", "w").close()\n'
    'sleeper = subprocess.Popen(["sleep", "60"], start_new_session=True)'
)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    folder = tmp_path_factory.mktemp("controls")
    write(folder / "compared.ipynb", SET_UP, *(cell for cell, _ in COMPARED.values()))
    for name, (cells, _) in BROKEN.items():
        write(folder / f"{name}.ipynb", *cells)
    write(folder / "leaving.ipynb", SET_UP, (LEAVING, None), AFTER)
    variables = {"REDIS_MEASURED_PATIENCE": "3"}
    code, text, cells = run(folder, f"--nbval-cell-timeout={HANG_SECONDS}", **variables)
    assert code == 1, text
    return cells


@pytest.mark.parametrize("name", COMPARED)
def test_cell(report, name):
    words = COMPARED[name][1]
    outcome, said = report["compared", list(COMPARED).index(name) + 1]
    assert (outcome == "passed") == (words is None), said
    assert words is None or words in said


@pytest.mark.parametrize("name", [name for name in BROKEN if name != "stripped"])
def test_one_cell_fails_and_the_rest_says_why_it_did_not_run(report, name):
    cells = [report[name, number] for number in range(len(BROKEN[name][0]))]
    outcomes = [outcome for outcome, _ in cells]
    failed = outcomes.index("failure")
    assert outcomes == ["passed"] * failed + ["failure", "skipped", "skipped"]
    assert BROKEN[name][1] in cells[failed][1]
    assert all(f"not run: Cell {failed} of {name}.ipynb failed" in said for _, said in cells[failed + 1 :])


def test_a_stripped_notebook_fails_in_every_cell(report):
    for number in range(2):
        outcome, said = report["stripped", number]
        assert outcome == "error" and BROKEN["stripped"][1] in said and "helpers execute" in said


def test_what_a_notebook_leaves_behind_is_an_error_of_its_last_cell(report):
    outcome, said = report["leaving", 2]
    assert outcome == "error" and "leaving.ipynb leaves behind" in said
    assert "a process: sleep 60" in said and "left-by-a-cell-" in said
    assert report["leaving", 1][0] == "passed"


@pytest.mark.skipif(not hosts.docker_answers(), reason="no Docker here")
@pytest.mark.parametrize("workers", [[], ["-n1", "--dist=loadscope"]], ids=["alone", "with workers"])
def test_the_run_ends_when_its_container_is_gone(tmp_path, workers):
    write(tmp_path / "gone.ipynb", SET_UP, (KILL_CONTAINER, None), ('r.get("cart")', "4\n"), AFTER)
    write(tmp_path / "later.ipynb", SET_UP, AFTER)
    code, text, cells = run(tmp_path, *workers, REDIS_MEASURED_CONTAINER=None)
    assert code == 3, text
    assert text.count("Redis is gone: its container is exited, exit code 137. The run ends here.") == 1
    assert not [name for name, _ in cells if name == "later"]


def test_ci_does_not_fall_back_on_local_processes(tmp_path):
    write(tmp_path / "right.ipynb", AFTER)
    nowhere = {"DOCKER_HOST": f"unix://{tmp_path}/nothing", "REDIS_MEASURED_CONTAINER": None}
    code, text, cells = run(tmp_path, **nowhere, CI="1")
    assert code == 3 and not cells
    assert "CI tests in a container, never on local processes" in text and "Traceback" not in text


def test_elsewhere_it_does_and_says_so(tmp_path):
    write(tmp_path / "right.ipynb", AFTER)
    nowhere = {"DOCKER_HOST": f"unix://{tmp_path}/nothing", "REDIS_MEASURED_CONTAINER": None}
    code, text, cells = run(tmp_path, **nowhere, CI=None)
    assert code == 0 and cells["right", 0][0] == "passed"
    assert "on this machine" in text
