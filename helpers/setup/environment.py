"""The Python that the course runs in: the one it was started with if that has everything, else `.venv`.

`environment.yml` says what is needed and `requirements.lock` in which versions exactly.
"""

import ast
import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup.installing import PINNED, DiskFull, pip, run_installer, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "redis-measured.stamp"  # written last: an environment without it is half-made
ENVIRONMENT = ROOT / "environment.yml"
LOCK = ROOT / "requirements.lock"
NEWEST = (3, 14)  # what the lock has wheels for
SPACE = 1_500_000_000  # bytes: the packages once installed, and once in the installer's cache

# Packages that lie beside the borrowed pip do not count as installed
PIP_INSTALL = [
    "install",
    *PINNED,
    "--ignore-installed",
    "--no-user",
    "--no-compile",
    "--no-warn-script-location",
]
# Every index is asked, as pip does; the hashes make that safe
UV_INSTALL = ["pip", "install", *PINNED, "--index-strategy=unsafe-best-match"]
UV_COMPILE = ["pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version=3.11"]
UV_COMPILE += ["--no-header", "--no-annotate", "--no-emit-index-url"]

# What pip's configuration says about the package index, and how uv is told the same
UV_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
}


def dependencies(text):
    """{name on PyPI: version bounds} of an environment.yml; without what is not on PyPI.

    The file is kept simple enough for this: one `- name>=1,<2  # pypi: other-name` a line.
    """
    found = {}
    for line in text.partition("\ndependencies:")[2].splitlines():
        entry = re.fullmatch(r"  - ([\w.-]+)(\S*)\s*(?:#\s*(?:pypi: *(\S+))?.*)?", line)
        if entry and entry[3] != "-":
            found[entry[3] or entry[1]] = entry[2]
    return found


def missing():
    """What the Python at work lacks of environment.yml, such as `["nbval>=0.11,<0.12"]`."""
    # the part below this comment is for the authors alone
    needed = ENVIRONMENT.read_text().partition("# what the authors need")[0]
    return [name + bounds for name, bounds in dependencies(needed).items() if not _installed(name, bounds)]


def _installed(name, bounds):
    from importlib import metadata

    try:
        version = metadata.version(name.partition("[")[0])
    except metadata.PackageNotFoundError:
        return False
    return within(version, bounds)


def within(version, bounds):
    """Whether a version such as "8.1.0" lies in bounds such as ">=8.1,<9"."""
    numbers = _numbers(version)
    return all(
        numbers >= _numbers(bound) if bound.startswith(">=") else numbers < _numbers(bound)
        for bound in filter(None, bounds.split(","))
    )


def _numbers(version):
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


def ready():
    """Path of a Python that has everything; makes `.venv` the first time, and anew when it is stale."""
    if not missing():
        return pathlib.Path(sys.executable)
    if not is_whole():
        build()
    return PYTHON


def is_whole():
    """Whether `.venv` was made to its end, from this lock, here, and with a Python that is still there."""
    return STAMP.exists() and STAMP.read_text() == _stamp()


def _stamp():
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    return f"{lock}\n{PYTHON.resolve()} {PYTHON.exists()}\n{VENV}\n"


def is_inside_stale():
    """Whether the Python at work is that of a `.venv` that has to be made anew."""
    return pathlib.Path(sys.prefix) == VENV and bool(missing()) and not is_whole()


def build():
    """Make `.venv` anew from the lock; CourseError says what is in the way."""
    _refuse_untested_python()
    if shutil.disk_usage(ROOT).free < SPACE:
        raise CourseError(
            f"The disk is nearly full: the course's packages need {SPACE / 1e9:.1f} GB in {VENV}."
        )
    if VENV.exists():
        say(".venv is out of date or was not finished: it is made again.")
        shutil.rmtree(VENV)
    say("The course's packages go into .venv, once: a minute or less on a usual connection.")
    try:
        _install()
    except CourseError:
        shutil.rmtree(VENV, ignore_errors=True)  # half of it is of no use, and may be what fills the disk
        raise
    # Makes `import helpers` work in every kernel of this environment, and nowhere else
    site_packages = next(VENV.glob("lib/python*/site-packages"))
    (site_packages / "redis-measured.pth").write_text(f"{ROOT}\n")
    STAMP.write_text(_stamp())


def _install():
    # Debian's Python has no ensurepip; the pip at hand installs into any environment
    run_installer([sys.executable, "-m", "venv", "--without-pip", VENV], "Making .venv")
    try:
        _install_with_uv()
    except DiskFull:
        raise
    except CourseError as error:
        say(f"{error}\nGoing on with pip alone, which takes longer.")
        _install_with_pip()


def _refuse_untested_python():
    if sys.version_info[:2] > NEWEST:
        raise CourseError(
            f"Python {sys.version_info[0]}.{sys.version_info[1]} is newer than the course was tested with: "
            "start it with 3.11 to 3.14, such as `python3.13 -m helpers lab`."
        )


def _install_with_uv():
    """uv unpacks in 5 s what takes pip 40 s; it comes by pip, pinned by the lock like everything else."""
    pin = re.search(r"^uv==.*\n(?: +--hash=.*\n)+", LOCK.read_text(), re.MULTILINE)
    only_uv = VENV / "uv.txt"
    only_uv.write_text(pin[0])
    run_installer([*pip(PYTHON), *PIP_INSTALL, "--requirement", only_uv], "Fetching the installer")
    run_installer(
        [VENV / "bin" / "uv", *UV_INSTALL, "--python", PYTHON, "--requirements", LOCK],
        "Installing the packages",
        env={**os.environ, **index_for_uv()},
    )


def _install_with_pip():
    run_installer([*pip(PYTHON), *PIP_INSTALL, "--requirement", LOCK], "Installing the packages")


def index_for_uv():
    """pip's configuration of the package index as the environment variables that tell uv the same."""
    try:
        command = pip()
    except CourseError:  # .venv has no pip, the Python that it was made with may
        command = [sys._base_executable, "-m", "pip"]
    listed = subprocess.run(
        [str(word) for word in [*command, "config", "list"]], capture_output=True, text=True, check=False
    ).stdout
    variables = {}
    for section in (":env:", "install", "global"):  # the first that says something is the one pip obeys
        for name, value in re.findall(rf"^{section}\.([\w-]+)=(['\"].*['\"])$", listed, re.MULTILINE):
            if name in UV_NAMES:
                separator = "," if name == "find-links" else " "
                variables.setdefault(UV_NAMES[name], separator.join(ast.literal_eval(value).split()))
    return variables


def lock(options=()):
    """Derive requirements.lock from environment.yml, with hashes, for all systems and Python 3.11 and up."""
    folders = [str(pathlib.Path(sys.executable).parent), os.environ["PATH"]]
    uv = shutil.which("uv", path=os.pathsep.join(folders))
    if not uv:
        raise CourseError("uv is missing here: install it (`python3 -m pip install uv`) and start again.")
    requirements = "\n".join(name + bounds for name, bounds in dependencies(ENVIRONMENT.read_text()).items())
    command = [uv, *UV_COMPILE, "--output-file", LOCK, *options, "-"]
    if subprocess.run(command, input=requirements, text=True, stdout=subprocess.DEVNULL).returncode:
        raise CourseError("uv found no set of packages that fits environment.yml: its reason is above.")
