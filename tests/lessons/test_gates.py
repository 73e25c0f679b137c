"""What only some servers have is gated by `supports(r, "COMMAND")`; here is which gate is open on this one.

The answers go into the test report as properties, from which `.ci/servers` makes the README's table.
"""

import json
import re

import pytest

from helpers import servers
from helpers.paths import ROOT

GATE = re.compile(r"""\bsupports\(\s*\w+,\s*["']([\w .|-]+)["']\s*\)""")
# The first Redis that has what is gated, or the module, which not every build has. Valkey goes its own way
SINCE = {
    "DELEX": (8, 4),
    "HEXPIRE": (7, 4),
    "MSETEX": (8, 4),
    "TDIGEST.ADD": "bf",
    "XACKDEL": (8, 2),
}


def gates(root=ROOT):
    """{command: sorted numbers of the notebooks that use it only where the server has it}."""
    found = {}
    for number, text in [*_cells(root), *_exercises(root)]:
        for command in GATE.findall(text):
            found.setdefault(command.upper(), set()).add(number)
    return {command: sorted(numbers) for command, numbers in sorted(found.items())}


def _cells(root):
    for path in root.glob("notebooks/[0-9][0-9]-*.ipynb"):
        for cell in json.loads(path.read_text())["cells"]:
            if cell["cell_type"] == "code":
                yield path.name[:2], "".join(cell["source"])


def _exercises(root):
    for path in root.glob("data/lessons/[0-9][0-9]/exercises/*/*.py"):
        yield path.parts[-4], path.read_text()


@pytest.fixture(scope="module")
def client():
    with servers.start_server() as server:
        yield server.client()


def test_the_server_is_named(client, record_property):
    record_property("server", " ".join(servers.describe(client).split()[:2]))


def by_command(found):
    """The commands as parameters, each with the marks of the lessons that ask for it."""
    marks = {command: [pytest.mark.lesson(number=number) for number in found[command]] for command in found}
    return [pytest.param(command, marks=marks[command]) for command in found]


@pytest.mark.parametrize("command", by_command(gates()))
def test_gate(client, record_property, command):
    is_open = servers.supports(client, command)
    record_property(f"`{command}` ({', '.join(gates()[command])})", is_open)
    name, version = servers.describe(client).split()[:2]
    if name == "Redis":
        since = SINCE[command]
        if isinstance(since, str):
            has_it = since in [module["name"] for module in client.module_list()]
        else:
            has_it = tuple(map(int, version.split(".")[:2])) >= since
        assert is_open == has_it, f"Redis {version} and {command}: is the name right, and its line in SINCE?"


@pytest.mark.every_lesson
def test_each_gate_has_its_version():
    assert set(SINCE) == set(gates()), "add the command to SINCE, with the first Redis that has it"


def test_gates_are_found_in_notebooks_and_exercises(tmp_path):
    (tmp_path / "notebooks").mkdir()
    cells = [
        {
            "cell_type": "code",
            "source": ['if supports(r, "HEXPIRE"):\n', "    r.hexpire('cart', 1, 'apple')"],
        },
        {"cell_type": "markdown", "source": ['supports(r, "NOT CODE")']},
    ]
    (tmp_path / "notebooks" / "11-hashes.ipynb").write_text(json.dumps({"cells": cells}))
    check = tmp_path / "data" / "lessons" / "12" / "exercises" / "1_queue" / "check.py"
    check.parent.mkdir(parents=True)
    check.write_text("supports(\n    client, 'hexpire')")
    assert gates(tmp_path) == {"HEXPIRE": ["11", "12"]}
