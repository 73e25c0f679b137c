"""A place inside the course for what programs write into the home folder, where that can't be written.

It may be missing, read-only, full or another user's. Standard library only.
"""

import os
import pathlib
import sys
import tempfile

from helpers.paths import ROOT

HOME = ROOT / ".home"
ON_A_MAC = sys.platform == "darwin"


def moved(variables=os.environ):
    """Environment variables that keep Jupyter, IPython, matplotlib and the installers out of folders in which
    they couldn't write; none on most machines."""
    changed = {
        name: str(HOME / name.lower()) for name, place in _places(variables).items() if not writable(place)
    }
    if not _known("~"):  # Jupyter asks for the home folder before anything else
        changed["HOME"] = str(HOME)
    if changed:
        HOME.mkdir(exist_ok=True)
    return changed


def _places(variables):
    """{environment variable: the folder that counts today}."""

    def place(name, default):
        return variables.get(name) or default

    share = place("XDG_DATA_HOME", "~/.local/share")
    data = place("JUPYTER_DATA_DIR", "~/Library/Jupyter" if ON_A_MAC else f"{share}/jupyter")
    config = place("JUPYTER_CONFIG_DIR", "~/.jupyter")
    return {
        "JUPYTER_DATA_DIR": data,
        "JUPYTER_RUNTIME_DIR": place("JUPYTER_RUNTIME_DIR", f"{data}/runtime"),
        "JUPYTERLAB_SETTINGS_DIR": place("JUPYTERLAB_SETTINGS_DIR", f"{config}/lab/user-settings"),
        "IPYTHONDIR": place("IPYTHONDIR", "~/.ipython"),
        "MPLCONFIGDIR": place("MPLCONFIGDIR", "~/.matplotlib" if ON_A_MAC else "~/.config/matplotlib"),
        "XDG_CACHE_HOME": place("XDG_CACHE_HOME", "~/.cache"),
    }


def writable(folder):
    """Whether a file with something in it can be made in this folder, or where it would have to be made."""
    if not _known(folder):
        return False
    place = pathlib.Path(os.path.expanduser(folder))
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        with tempfile.TemporaryFile(dir=place) as file:
            file.write(b"x")
    except OSError:
        return False
    return True


def _known(folder):
    return not os.path.expanduser(folder).startswith("~")
