"""JupyterLab as `lab` starts it: in the course's folder, whatever the user's own configuration says."""

import json
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from helpers.paths import ROOT
from helpers.setup import home, starting

# What JupyterLab would serve, without serving it
PROBE = """
import json, os, sys
from jupyterlab.labapp import LabApp
app = LabApp.initialize_server(argv=["--allow-root", "--no-browser", "--port=0", *sys.argv[1:]])
lab = app.extension_manager.extension_apps["jupyterlab"].pop()
files = app.contents_manager
told = [files.root_dir, files.preferred_dir, app.base_url, lab.default_url, lab.extension_manager]
print("TOLD", json.dumps([*told, app.runtime_dir, app.data_dir, app.allow_root]))
"""


@pytest.fixture
def start(tmp_path, monkeypatch):
    """A function that says what JupyterLab would serve, in a folder with an awkward name: a dict."""
    root = tmp_path / "Kurs für $HOME"
    shutil.copytree(ROOT / "helpers" / "setup" / "jupyter", root / "helpers" / "setup" / "jupyter")
    (root / "my-notebooks").mkdir()
    config = tmp_path / "home" / ".jupyter"
    config.mkdir(parents=True)
    for module in (starting, home):
        monkeypatch.setattr(module, "ROOT", root)
    monkeypatch.setattr(starting, "JUPYTER", root / "helpers" / "setup" / "jupyter")
    monkeypatch.setattr(home, "HOME", root / ".home")
    for name in [name for name in os.environ if name.startswith(("JUPYTER", "IPYTHON", "XDG_", "MPL"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", "")

    def start(user="", *arguments):
        (config / "jupyter_server_config.py").write_text("c = get_config()\n" + user)
        variables = starting.variables(pathlib.Path(sys.executable))
        done = subprocess.run(
            [sys.executable, "-c", PROBE, *starting.lab_options(arguments), *arguments],
            cwd=root,
            env=variables,
            capture_output=True,
            text=True,
        )
        assert "TOLD" in done.stdout, done.stderr
        names = ("root", "preferred", "base_url", "default_url", "manager", "runtime", "data", "allow_root")
        told = json.loads(done.stdout.partition("TOLD ")[2])
        return root, dict(zip(names, told, strict=True))

    return start


def test_the_users_own_folders_are_not_opened(start, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    root, told = start(
        f"c.ServerApp.root_dir = {str(theirs)!r}\n"
        f"c.ServerApp.preferred_dir = {str(theirs)!r}\n"
        f"c.FileContentsManager.root_dir = {str(theirs)!r}\n"
        "c.FileContentsManager.preferred_dir = 'no/such'\n"
    )
    assert (told["root"], told["preferred"]) == (str(root), "")


def test_the_rest_of_the_users_configuration_counts(start):
    _, told = start("c.ServerApp.base_url = '/jup/'\nc.ServerApp.default_url = '/tree'\n")
    assert told["base_url"] == "/jup/"
    assert told["default_url"] == "/lab/tree/my-notebooks/00-start-here.ipynb"


def test_the_courses_settings_are_found_in_a_folder_with_a_variable_in_its_name(start):
    _, told = start()
    assert told["default_url"] == "/lab/tree/my-notebooks/00-start-here.ipynb"
    assert told["manager"] == "readonly"


@pytest.mark.parametrize("option", ["--ServerApp.root_dir=", "--notebook-dir=", "--preferred-dir="])
def test_a_folder_that_is_asked_for_is_opened(option):
    assert starting.lab_options([f"{option}/somewhere"]) == []
    assert starting.lab_options(["--port=9999", "--no-browser"]) != []


def test_without_a_home_folder_jupyter_writes_into_the_course(start, monkeypatch):
    monkeypatch.setenv("HOME", "/proc/nohome")
    root, told = start()
    assert told["data"].startswith(str(root / ".home")) and told["runtime"].startswith(str(root / ".home"))
