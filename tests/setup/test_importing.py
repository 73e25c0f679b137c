"""The cell with the imports can be interrupted and run again, and a learner's redis.py is named."""

import subprocess
import sys
import threading

import pytest

from helpers.paths import ROOT
from helpers.setup import importing

DOORS = ["helpers.servers", "helpers.shop", "helpers.charts"]
# Interrupts the import when this submodule is complete and its package isn't yet
HALF = """
import builtins, importlib, signal, sys
real = builtins.__import__

def interrupting(*arguments, **options):
    done = real(*arguments, **options)
    module = sys.modules.get({submodule!r})
    if module is not None and not module.__spec__._initializing and not came:
        came.append(sys.modules[{submodule!r}.partition(".")[0]].__spec__._initializing)
        signal.raise_signal(signal.SIGINT)
    return done

came, builtins.__import__ = [], interrupting
try:
    importlib.import_module({door!r})
except KeyboardInterrupt:
    print("half" if came == [True] else "not half")
builtins.__import__ = real
importlib.import_module({door!r})
{use}
print("whole")
"""
USES = {
    "redis.exceptions": ("helpers.servers", "import redis; redis.exceptions"),
    "sqlalchemy.dialects": ("helpers.shop", "import sqlalchemy; sqlalchemy.dialects"),
    "matplotlib.cbook": ("helpers.charts", "from helpers.charts import figure; figure()"),
    "numpy._core": ("helpers.charts", "from helpers.charts import figure; figure()"),
}


def python(code, cwd=ROOT):
    command = [sys.executable, "-c", f"import sys; sys.path.append({str(ROOT)!r})\n{code}"]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True)


@pytest.mark.parametrize("submodule", USES)
def test_an_interrupted_import_is_whole_when_the_cell_is_run_again(submodule):
    door, use = USES[submodule]
    done = python(HALF.format(submodule=submodule, door=door, use=use))
    assert done.stdout == "half\nwhole\n", done.stderr


def test_an_interrupt_inside_another_waits_for_the_outer_one():
    finished = []
    with pytest.raises(KeyboardInterrupt), importing.whole():
        with importing.whole():
            importing.signal.raise_signal(importing.signal.SIGINT)
            finished.append("inner")
        finished.append("outer")
    assert finished == ["inner", "outer"]


def test_other_threads_import_as_ever():
    done = []

    def work():
        with importing.whole():
            done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize(
    "text", ["x = 1", "import redis\nr = redis.Redis()", "this is no Python", "raise OSError('no such host')"]
)
def test_a_file_with_the_name_of_a_package_is_named(tmp_path, door, text):
    package = {"helpers.servers": "redis", "helpers.shop": "sqlalchemy", "helpers.charts": "matplotlib"}[door]
    (tmp_path / f"{package}.py").write_text(text.replace("redis", package))
    (tmp_path / "notes.py").write_text("")
    (tmp_path / "test.py").write_text("")  # is a namesake too, and does no harm
    done = python(f"import {door}", tmp_path)
    assert (
        f"CourseError: Python imported your own {package}.py instead of a package of that name" in done.stderr
    )
    assert f"Rename it, for example to my_{package}.py" in done.stderr


def test_a_folder_is_named_as_well(tmp_path):
    (tmp_path / "redis").mkdir()
    (tmp_path / "redis" / "__init__.py").touch()
    assert "imported your own redis instead" in python("import helpers.servers", tmp_path).stderr


def test_an_error_of_another_cause_stays_what_it_is(tmp_path, monkeypatch):
    (tmp_path / "test.py").touch()
    (tmp_path / "redis.py").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ZeroDivisionError), importing.whole():
        _ = 1 / 0
