"""environment.yml and requirements.lock say the same, and the course knows what an environment lacks."""

import ast
import itertools
import re
import sys
import tomllib
from importlib import metadata

import nbformat
import pytest
import yaml
from IPython.core.inputtransformer2 import TransformerManager
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from helpers.setup import environment
from tests.support.fetched import uv

YML = environment.ENVIRONMENT.read_text()
LOCK = environment.LOCK.read_text()
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = ("linux", "darwin")


def pins(lock):
    """Every entry of a lock as (Requirement, number of hashes)."""
    entries = re.split(r"^(?=\S)", lock, flags=re.MULTILINE)[1:]
    return [
        (
            Requirement(entry.partition("\\")[0].strip()),
            len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry)),
        )
        for entry in entries
    ]


def applies(pin, python, system):
    context = {"python_version": python, "python_full_version": python + ".0", "sys_platform": system}
    context |= {"platform_system": system.title(), "platform_machine": "x86_64", "os_name": "posix"}
    context |= {"implementation_name": "cpython", "platform_python_implementation": "CPython"}
    return pin.marker is None or pin.marker.evaluate(context)


def disagreements(yml, lock):
    """Sentences about everything in which the two files differ; none if they agree."""
    found = []
    listed = [entry for entry in yaml.safe_load(yml)["dependencies"] if re.match(r"[\w.-]+", entry)]
    without_pypi = len(re.findall(r"# pypi: -", yml))
    wanted = environment.dependencies(yml)
    if len(listed) - without_pypi != len(wanted):
        found.append(f"{len(listed) - without_pypi} dependencies are listed for PyPI, {len(wanted)} are read")
    entries = pins(lock)
    found += [f"{pin.name} has no hash" for pin, hashes in entries if not hashes]
    found += [f"{pin.name} is not pinned" for pin, _ in entries if not str(pin.specifier).startswith("==")]
    for (name, bounds), python, system in itertools.product(wanted.items(), PYTHONS, SYSTEMS):
        requirement = Requirement(name + bounds)
        versions = [
            str(pin.specifier).removeprefix("==")
            for pin, _ in entries
            if canonicalize_name(pin.name) == canonicalize_name(requirement.name)
            and applies(pin, python, system)
        ]
        where = f"Python {python} on {system}"
        if len(versions) != 1:
            found.append(f"{requirement.name} is locked {len(versions)} times for {where}")
        found += [
            f"{requirement.name} {version} is outside {bounds} for {where}"
            for version in versions
            if not requirement.specifier.contains(version)
        ]
    return found


def test_lock_and_list_agree():
    assert disagreements(YML, LOCK) == []


def without(name):
    """The lock with one entry taken out."""
    return re.sub(rf"^{name}==.*\n(?: .*\n)*", "", LOCK, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("yml", "lock", "fault"),
    [
        (YML + "  - rich>=13\n", LOCK, "rich is locked 0 times"),
        (YML, without("redis"), "redis is locked 0 times"),
        (re.sub(r"redis-py>=8.1,<9", "redis-py>=99", YML), LOCK, "is outside >=99"),
        (YML, re.sub(r"^redis==\S+", "redis==7.0.0", LOCK, flags=re.MULTILINE), "redis 7.0.0 is outside"),
        (YML, re.sub(r"^(pandas==.*)\n(?: .*\n)*", r"\1\n", LOCK, flags=re.MULTILINE), "pandas has no hash"),
        (
            YML,
            re.sub(r"^(tqdm==\S+)", r"\1 ; python_version < '3.14'", LOCK, flags=re.MULTILINE),
            "3.14 on lin",
        ),
        (
            YML,
            re.sub(r"^(tqdm==\S+)", r"\1 ; sys_platform == 'linux'", LOCK, flags=re.MULTILINE),
            "on darwin",
        ),
        (YML, re.sub(r"^anyio==", "anyio>=", LOCK, flags=re.MULTILINE), "anyio is not pinned"),
        (YML.replace("  - tqdm", "  -   tqdm"), LOCK, "are read"),
    ],
)
def test_each_disagreement_is_seen(yml, lock, fault):
    assert any(fault in sentence for sentence in disagreements(yml, lock))


def incomplete(locked, requires):
    """Names that a locked package requires on this machine and that the lock lacks."""
    needed = set()
    for name in locked:
        for text in requires(name):
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                needed.add(canonicalize_name(requirement.name))
    return needed - locked


def installed_requirements(name):
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []  # of another system


def test_lock_is_complete():
    """Both installers are told to install the lock and nothing else, so nothing may be missing from it."""
    locked = {canonicalize_name(pin.name) for pin, _ in pins(LOCK)}
    assert incomplete(locked, installed_requirements) == set()
    assert incomplete(locked - {"tornado"}, installed_requirements) == {"tornado"}


def test_the_lock_leaves_out_what_slows_every_start():
    """Without the override in pyproject.toml, JupyterLab would compile a grammar each time it starts."""
    overrides = tomllib.loads((environment.ROOT / "pyproject.toml").read_text())["tool"]["uv"]
    left_out = {Requirement(text).name for text in overrides["override-dependencies"]}
    assert left_out and left_out.isdisjoint(pin.name for pin, _ in pins(LOCK))


FETCHED_BY_TESTS = {"repo2docker"}  # tests/render_binder.py runs in an environment that uv makes for it


def imports(source):
    """The packages, by the names that they are imported by, which Python source imports anywhere."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module)
    return {name.partition(".")[0] for name in names}


def code_of(notebook):
    """A notebook's code as plain Python, its magics as function calls."""
    cells = [cell.source for cell in nbformat.read(notebook, 4).cells if cell.cell_type == "code"]
    return "\n".join(map(TransformerManager().transform_cell, cells))


def undeclared(sources, yml):
    """The packages that these sources import and that environment.yml doesn't list."""
    root = environment.ROOT
    own = {path.stem for path in [*root.iterdir(), *(root / "tests").rglob("*.py")]}
    declared = {canonicalize_name(Requirement(name).name) for name in environment.dependencies(yml)}
    distributions = metadata.packages_distributions()
    foreign = set().union(*map(imports, sources)) - sys.stdlib_module_names - own - FETCHED_BY_TESTS
    return {
        name
        for name in foreign
        if declared.isdisjoint(map(canonicalize_name, distributions.get(name, [name])))
    }


def test_every_package_that_is_imported_is_declared():
    """What comes only because another package needs it today may be gone with that package's next version."""
    root = environment.ROOT
    folders = [root / name for name in ("helpers", "tests", "data", "binder", "notebooks")]
    modules = [root / "conftest.py", *itertools.chain(*(folder.rglob("*.py") for folder in folders))]
    sources = [path.read_text() for path in modules]
    sources += [code_of(path) for path in (root / "notebooks").glob("*.ipynb")]
    assert undeclared(sources, YML) == set()
    assert undeclared(sources, YML.replace("  - numpy", "  # numpy")) == {"numpy"}
    assert undeclared(["if True:\n    from websocket import WebSocket"], "dependencies:\n") == {"websocket"}


MACHINES = ("aarch64-manylinux_2_28", "x86_64-apple-darwin", "aarch64-apple-darwin")


def refusal(lock, machine, python, folder):
    """Why uv would not install a lock on a machine, from wheels alone; "" if it would."""
    requirements = folder / "requirements.txt"
    requirements.write_text(lock)
    where = ["--python-platform", machine, "--python-version", python, "--target", folder / "target"]
    done = uv("pip", "install", "--dry-run", *environment.UV_INSTALL[2:], *where, "-r", requirements)
    return done.stderr if done.returncode else ""


@pytest.mark.parametrize("python", [PYTHONS[0], PYTHONS[-1]])
@pytest.mark.parametrize("machine", MACHINES)
def test_every_machine_finds_wheels_for_all_of_the_lock(machine, python, tmp_path):
    assert refusal(LOCK, machine, python, tmp_path) == ""


def test_a_package_without_a_wheel_for_some_machine_is_seen(tmp_path):
    lacking = "argon2-cffi-bindings==26.2.0 \\\n"
    lock = re.sub(r"^argon2-cffi-bindings==.*\n", lambda _: lacking, LOCK, flags=re.MULTILINE)
    assert "argon2-cffi-bindings==26.2.0 has no" in refusal(lock, "x86_64-apple-darwin", "3.12", tmp_path)


def test_uv_is_pinned_in_the_lock():
    assert re.search(r"^uv==.*\n(?: +--hash=.*\n)+", LOCK, re.MULTILINE)


def test_names_of_pypi_and_those_without():
    text = (
        "channels:\n  - some\ndependencies:\n  - python=3.12  # pypi: -  why\n"
        "  # a heading\n  - redis-py>=8.1,<9  # pypi: redis\n  - psycopg>=3  # pypi: psycopg[binary]\n"
        "  - tqdm\n"
    )
    assert environment.dependencies(text) == {"redis": ">=8.1,<9", "psycopg[binary]": ">=3", "tqdm": ""}


@pytest.mark.parametrize(
    ("version", "bounds", "inside"),
    [
        ("8.1.0", ">=8.1,<9", True),
        ("8.0.9", ">=8.1,<9", False),
        ("9.0", ">=8.1,<9", False),
        ("9.0.0rc1", ">=8.1,<9", False),
        ("10.0", ">=8.1", True),
        ("1", "", True),
    ],
)
def test_within_bounds(version, bounds, inside):
    assert environment.within(version, bounds) is inside


def test_this_environment_lacks_nothing_but_the_authors_tools(tmp_path, monkeypatch):
    assert environment.missing() == []
    changed = tmp_path / "environment.yml"
    monkeypatch.setattr(environment, "ENVIRONMENT", changed)
    changed.write_text(YML.replace("  - tqdm>=4.66,<5", "  - tqdm>=99\n  - no-such-package>=1"))
    assert environment.missing() == ["tqdm>=99", "no-such-package>=1"]
    changed.write_text(YML.replace("  - ruff>=0.12", "  - ruff>=99"))
    assert environment.missing() == []


def test_uv_is_told_where_pip_looks(monkeypatch, tmp_path):
    config = tmp_path / "pip.conf"
    config.write_text(
        "[global]\nindex-url = https://mirror.example/simple\nextra-index-url =\n  https://a.example\n"
        "  https://b.example\nfind-links = /one /two\n[install]\nno-index = true\n"
    )
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", str(config))
    monkeypatch.setenv("PIP_INDEX_URL", "https://nearer.example/simple")  # goes before the file, as in pip
    told = environment.index_for_uv()
    assert told["UV_DEFAULT_INDEX"] == "https://nearer.example/simple"
    assert told["UV_INDEX"] == "https://a.example https://b.example"
    assert told["UV_FIND_LINKS"] == "/one,/two"
    assert told["UV_NO_INDEX"] == "true"
