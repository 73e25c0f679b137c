"""How the course starts JupyterLab, its kernels and the tests, so that this machine's settings don't matter.

Standard library only: it runs before anything is installed.
"""

import os

from helpers.paths import COPIES, PROGRESS_VARIABLE, ROOT
from helpers.setup import environment, home

JUPYTER = ROOT / "helpers" / "setup" / "jupyter"
NOT_FOR_THE_COURSE = (
    "PYTHONDONTWRITEBYTECODE",  # each start would compile the packages again, for seconds
    "PYTHONIOENCODING",  # a program that a lesson starts couldn't print its figures
    "PYTHONOPTIMIZE",  # checks of exercises have docstrings, and tests have asserts
    "PYTHONSAFEPATH",  # no lesson could import a file that you put beside it
)
FOLDERS = [("ServerApp", "root_dir"), ("ServerApp", "preferred_dir"), ("FileContentsManager", "root_dir")]
FOLDER_OPTIONS = ("root_dir", "notebook_dir", "preferred_dir")  # with which an argument names another folder


def variables(python):
    """The environment variables under which `python` runs the course's programs."""
    told = dict(os.environ)
    for name in NOT_FOR_THE_COURSE:
        told.pop(name, None)
    # The course's files are UTF-8 in every locale, and so is what the lessons print
    told["PYTHONUTF8"] = "1"
    _prepend(told, "PATH", python.parent)
    # Relative to where JupyterLab starts, because Jupyter expands a `$HOME` in the path of the course
    _prepend(told, "JUPYTER_CONFIG_PATH", JUPYTER.relative_to(ROOT))
    told["JUPYTER_PREFER_ENV_PATH"] = "1"  # not a kernel that the user has installed for another Python
    if python == environment.PYTHON:
        told.pop("PYTHONPATH", None)  # its packages would hide the ones that the lock pins
    else:
        _prepend(told, "PYTHONPATH", ROOT)  # .venv finds the helpers by a .pth file
    # The default would open whatever another project's JupyterLab last showed
    told.setdefault("JUPYTERLAB_WORKSPACES_DIR", str(COPIES / ".workspaces"))
    told.setdefault(PROGRESS_VARIABLE, str(COPIES / "progress.json"))
    return told | home.moved(told)


def lab_options(arguments):
    """Options that open JupyterLab in the course's folder, even if the user's configuration names another.

    There are none if `arguments`, the options of this start, name one.
    """
    names = {word.partition("=")[0].strip("-").rpartition(".")[2].replace("-", "_") for word in arguments}
    if not names.isdisjoint(FOLDER_OPTIONS):
        return []
    folders = [f"--{owner}.{name}={ROOT}" for owner, name in FOLDERS]
    return [*folders, "--FileContentsManager.preferred_dir="]


def _prepend(variables, name, path):
    variables[name] = os.pathsep.join(filter(None, [str(path), variables.get(name)]))
