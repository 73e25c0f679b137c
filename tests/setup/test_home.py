"""Folders that programs write to stay where they are, or move into the course if they can't be written."""

import os
import shutil
import subprocess
import sys

import pytest

from helpers.paths import ROOT
from helpers.setup import home

NAMES = {
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "IPYTHONDIR",
    "MPLCONFIGDIR",
    "XDG_CACHE_HOME",
}


@pytest.fixture(autouse=True)
def inside(tmp_path, monkeypatch):
    monkeypatch.setattr(home, "HOME", tmp_path / "course" / ".home")
    (tmp_path / "course").mkdir()


def inside_the_course():
    return {name: str(home.HOME / name.lower()) for name in NAMES}


def test_a_usual_home_folder_is_used_and_nothing_is_made_in_it(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert home.moved({}) == {}
    assert os.listdir(tmp_path) == ["course"] and not home.HOME.exists()


@pytest.mark.parametrize("folder", ["/proc/nohome", "/dev/null", "/proc"])
def test_a_home_folder_that_takes_nothing(folder, monkeypatch):
    monkeypatch.setenv("HOME", folder)
    assert home.moved({}) == inside_the_course()
    assert home.HOME.is_dir()


def test_a_user_without_a_home_folder(monkeypatch):
    monkeypatch.setattr(os.path, "expanduser", str)
    assert home.moved({}) == {name: str(home.HOME / name.lower()) for name in NAMES} | {
        "HOME": str(home.HOME)
    }


def test_a_folder_that_a_variable_names_counts_alone(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    assert set(home.moved({"JUPYTER_RUNTIME_DIR": "/proc/nohome"})) == {"JUPYTER_RUNTIME_DIR"}
    assert set(home.moved({"JUPYTER_DATA_DIR": "/proc/nohome"})) == {
        "JUPYTER_DATA_DIR",
        "JUPYTER_RUNTIME_DIR",
    }
    monkeypatch.setenv("HOME", "/proc/nohome")
    fine = {name: str(tmp_path / "not" / "yet" / name) for name in NAMES}
    assert home.moved(fine) == {}


def test_a_read_only_home_folder(tmp_path):
    under = []
    if os.geteuid() == 0:  # root writes in spite of the mode, unless that power is taken away
        if not shutil.which("setpriv"):
            pytest.skip("setpriv is missing")
        under = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
    theirs = tmp_path / "home"
    theirs.mkdir(mode=0o555)
    code = "from helpers.setup import home; print(home.writable('~/.ipython'))"
    variables = {**os.environ, "HOME": str(theirs), "PYTHONPATH": str(ROOT)}
    told = subprocess.check_output([*under, sys.executable, "-c", code], env=variables, text=True)
    assert told == "False\n"


def test_a_full_disk(monkeypatch, tmp_path):
    class Full:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return False

        def write(self, _):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(home.tempfile, "TemporaryFile", lambda **_: Full())
    assert not home.writable(str(tmp_path))
