"""Who may import whom: arrows point down the list of floors and never form a circle.

Importing a door loads nothing heavy.
"""

import ast
import subprocess
import sys

import pytest

from helpers.paths import ROOT

HELPERS = ROOT / "helpers"
FLOORS = [  # a room may import the rooms on the floors below its own
    ["__main__"],
    ["cli"],
    ["labs"],
    ["diagrams"],
    ["exercises", "quizzes"],
    ["judge"],
    ["live"],
    ["knobs"],
    ["charts"],
    ["writer"],
    ["shop", "rediscli", "programs"],
    ["claims", "measure", "traffic"],
    ["servers"],
    ["routes"],
    ["course", "predictions"],
    ["display", "progress"],
    ["setup"],
    ["text"],
    ["errors", "paths"],
]
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}
HEAVY = ("numpy", "pandas", "matplotlib", "ipywidgets", "sqlalchemy", "IPython")
STANDARD_LIBRARY_ONLY = ("setup", "errors", "paths", "text", "__main__")


def modules(root=HELPERS):
    """{dotted name below helpers: its source}."""
    files = sorted(root.rglob("*.py"))
    names = [
        ".".join(file.relative_to(root).with_suffix("").parts).removesuffix("__init__") for file in files
    ]
    return {name.rstrip("."): file.read_text() for name, file in zip(names, files, strict=True)}


def imports(source, known):
    """(dotted names below helpers, other top-level packages) that a module imports, lazily or not."""
    inside, outside = set(), set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            targets = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            targets = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for target in targets:
            top, _, rest = target.partition(".")
            if top != "helpers":
                outside.add(top)
                continue
            while rest and rest not in known:
                rest = rest.rpartition(".")[0]
            inside.add(rest)
    return inside - {""}, outside


def faults(sources):
    """What breaks the contract, in sentences."""
    graph = {}
    for name, source in sources.items():
        inside, outside = imports(source, sources)
        graph[name] = inside - {name}
        room = name.partition(".")[0]
        if room and room not in FLOOR:
            yield f"helpers/{room} is on no floor: add it to FLOORS"
            continue
        for target in sorted(inside):
            other = target.partition(".")[0]
            if other != room and room and FLOOR.get(other, -1) <= FLOOR[room]:
                yield f"helpers.{name} imports helpers.{target}, which isn't below it"
        if room in STANDARD_LIBRARY_ONLY and not outside <= sys.stdlib_module_names:
            yield f"helpers.{name} imports {', '.join(sorted(outside - sys.stdlib_module_names))}"
    yield from circles(graph)


def circles(graph):
    """Each circle of modules once, as a sentence."""
    state = {}

    def visit(name, path):
        state[name] = "open"
        for target in sorted(graph.get(name, ())):
            if state.get(target) == "open":
                yield " -> ".join([*path[path.index(target) :], target]) + " is a circle"
            elif target not in state:
                yield from visit(target, [*path, target])
        state[name] = "done"

    for name in sorted(graph):
        if name not in state:
            yield from visit(name, [name])


def test_arrows_point_down():
    assert list(faults(modules())) == []


PLANTED = {
    "an arrow up": ({"servers.hosts": "from helpers.charts import bars"}, "isn't below it"),
    "a lazy arrow up": ({"measure": "def f():\n    import helpers.cli.doctor"}, "isn't below it"),
    "an unknown room": ({"attic": ""}, "on no floor"),
    "a package in setup": ({"setup.installing": "import redis"}, "imports redis"),
    "a circle in a room": (
        {"shop.a": "from helpers.shop import b", "shop.b": "from helpers.shop.a import x"},
        "is a circle",
    ),
}


@pytest.mark.parametrize(("extra", "sentence"), PLANTED.values(), ids=PLANTED)
def test_a_planted_fault_is_reported(extra, sentence):
    assert sentence in "\n".join(faults(modules() | extra))


@pytest.mark.parametrize(
    ("module", "absent"),
    [
        ("helpers", (*HEAVY, "redis", "yaml")),
        ("helpers.servers", HEAVY),
        ("helpers.exercises", (*HEAVY, "redis")),
        ("helpers.setup.binaries", (*HEAVY, "redis", "yaml", "IPython")),
    ],
)
def test_importing_loads_nothing_heavy(module, absent):
    code = f"import sys, {module}; print([name for name in {absent!r} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert loaded.strip() == "[]"
