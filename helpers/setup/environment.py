"""The Python that the course runs in: the one it was started with if that has everything, otherwise `.venv`.

`environment.yml` says what is needed and `requirements.lock` in which versions exactly.
"""

import hashlib
import os
import pathlib
import re
import shutil
import subprocess
import sys

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup.installing import PINNED, DiskFull, index_options, pip, run_installer, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "redis-measured.stamp"  # written last: an environment without it is half-made
ENVIRONMENT = ROOT / "environment.yml"
LOCK = ROOT / "requirements.lock"
NEWEST = (3, 14)  # what the lock has wheels for
CHECK = "from helpers.setup import environment; environment.check()"
# Packages that an unusual machine may not be able to load. Each takes 0.2 s at most.
COMPILED = {
    "hiredis": "hiredis",
    "jupyter_client": "zmq",
    "msgpack": "msgpack",
    "numpy": "numpy",
    "psutil": "psutil",
}
SPACE = 1_500_000_000  # bytes: the packages once installed, and once in the installer's cache

# Packages that are next to the borrowed pip do not count as installed
PIP_INSTALL = [
    "install",
    *PINNED,
    "--ignore-installed",
    "--no-user",
    "--no-compile",
    "--no-warn-script-location",
]
# Ask every index, as pip does, which is safe because of the hashes. A uv.toml could name another folder.
UV_INSTALL = ["pip", "install", *PINNED, "--index-strategy=unsafe-best-match", "--no-config"]
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
    """{name on PyPI: version bounds} of an environment.yml, without what isn't on PyPI.

    The file is kept simple enough for this: one `- name>=1,<2  # pypi: other-name` a line.
    """
    found = {}
    for line in text.partition("\ndependencies:")[2].splitlines():
        entry = re.fullmatch(r"  - ([\w.-]+)(\S*)\s*(?:#\s*(?:pypi: *(\S+))?.*)?", line)
        if entry and entry[3] != "-":
            found[entry[3] or entry[1]] = entry[2]
    return found


def missing(path=None):
    """What the folders of `path` lack of environment.yml, such as `["nbval>=0.11,<0.12"]`.

    By default they are those that this Python imports from.
    """
    return [name + bounds for name, bounds in _needed().items() if not _installed(name, bounds, path)]


def _needed():
    # the part below this comment is for the authors alone
    return dependencies(ENVIRONMENT.read_text().partition("# what the authors need")[0])


def _installed(name, bounds, path=None):
    from importlib import metadata

    options = {} if path is None else {"path": path}
    found = next(iter(metadata.distributions(name=name.partition("[")[0], **options)), None)
    return found is not None and within(found.version, bounds)


def within(version, bounds):
    """Whether a version such as "8.1.0" is within bounds such as ">=8.1,<9"."""
    numbers = _numbers(version)
    return all(
        numbers >= _numbers(bound) if bound.startswith(">=") else numbers < _numbers(bound)
        for bound in filter(None, bounds.split(","))
    )


def _numbers(version):
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


def ready():
    """Return the path of a Python that has everything; make `.venv` if it's missing or stale."""
    if not missing():
        return pathlib.Path(sys.executable)
    if not is_whole():
        build()
    return PYTHON


def is_whole():
    """Whether `.venv` is finished and complete, from this lock and in this place, and its Python exists."""
    stamped = STAMP.exists() and STAMP.read_bytes() == _stamp()
    return stamped and not missing([str(folder) for folder in _site_packages()])


def _site_packages():
    return list(VENV.glob("lib/python*/site-packages"))


def _stamp():
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    # bytes, because the path may have letters that today's locale can't write
    return os.fsencode(f"{lock}\n{PYTHON.resolve()} {PYTHON.exists()}\n{VENV}\n")


def is_inside_stale():
    """Whether the running Python belongs to a `.venv` that has to be rebuilt."""
    return pathlib.Path(sys.prefix) == VENV and bool(missing()) and not is_whole()


def build():
    """Make `.venv` from the lock, from scratch; CourseError if that fails."""
    _refuse_untested_python()
    if shutil.disk_usage(ROOT).free < SPACE:
        raise CourseError(
            f"The disk is nearly full: the course's packages need {SPACE / 1e9:.1f} GB in {VENV}. Free some "
            "space, or move the course's folder to another disk, and start again."
        )
    if VENV.exists():
        say(".venv is out of date or wasn't finished, so it's made again.")
        shutil.rmtree(VENV)
    say("The course installs its packages into .venv, once. That takes a minute on a usual connection.")
    try:
        _install()
        _make_helpers_importable()
        # An installer's word isn't enough: it may have installed somewhere else
        run_installer([PYTHON, "-I", "-c", CHECK], "Checking the packages")
    except CourseError:
        shutil.rmtree(VENV, ignore_errors=True)  # half of it is useless, and may be what fills the disk
        raise
    STAMP.write_bytes(_stamp())


def _make_helpers_importable():
    """Make `import helpers` work in every kernel of this environment, and nowhere else.

    Python runs a line that starts with `import`, so this one can be plain ASCII, which every locale can read,
    and can go in front of PYTHONPATH, where another package may be called `helpers`.
    """
    [site_packages] = _site_packages()
    line = f"import os, sys; sys.path.insert(0, os.fsdecode({os.fsencode(ROOT)!r}))\n"
    (site_packages / "redis-measured.pth").write_text(line, encoding="ascii")


def check():
    """Raise ImportError unless this Python finds all packages of environment.yml and loads the compiled ones.

    Importing all of them would add 5 s to the first start.
    """
    from importlib import import_module, metadata, util

    if lacking := missing():
        raise ImportError(f"{', '.join(lacking)} can't be found in {sys.prefix}")
    for name in _needed():
        distribution = name.partition("[")[0]
        if distribution in COMPILED:
            import_module(COMPILED[distribution])
        files = metadata.distribution(distribution).files or []
        for package in {file.parts[0] for file in files if file.parts[1:] == ("__init__.py",)}:
            if not util.find_spec(package):
                raise ImportError(f"{package} can't be imported from {sys.prefix}")


def _install():
    # Debian's Python has no ensurepip, but the available pip can install into any environment
    run_installer([sys.executable, "-m", "venv", "--without-pip", VENV], "Making .venv")
    try:
        _install_with_uv()
    except DiskFull:
        raise
    except CourseError as error:
        say(f"{error}\nContinuing with pip alone, which takes longer.")
        _install_with_pip()


def _refuse_untested_python():
    if sys.version_info[:2] > NEWEST:
        raise CourseError(
            f"Python {sys.version_info[0]}.{sys.version_info[1]} is newer than any that the course was "
            "tested with. Start it with 3.11 to 3.14, for example `python3.13 -m helpers lab`."
        )


def _install_with_uv():
    """Install with uv, which takes 5 s instead of pip's 40 s. pip fetches it, pinned by the lock."""
    pin = re.search(r"^uv==.*\n(?: +--hash=.*\n)+", LOCK.read_text(), re.MULTILINE)
    only_uv = VENV / "uv.txt"
    only_uv.write_text(pin[0])
    run_installer([*pip(PYTHON), *PIP_INSTALL, "--requirement", only_uv], "Fetching the installer")
    run_installer(
        [VENV / "bin" / "uv", *UV_INSTALL, "--python", PYTHON, "--requirements", LOCK],
        "Installing the packages",
        variables=index_for_uv(),
    )


def _install_with_pip():
    run_installer([*pip(PYTHON), *PIP_INSTALL, "--requirement", LOCK], "Installing the packages")


def index_for_uv():
    """Return pip's configuration of the package index as environment variables for uv."""
    options = index_options()
    told = {UV_NAMES[name]: value for name, value in options.items() if name in UV_NAMES}
    if "find-links" in options:
        told["UV_FIND_LINKS"] = options["find-links"].replace(" ", ",")
    return told


def lock(options=()):
    """Derive requirements.lock from environment.yml, with hashes, for all systems and Python 3.11 and up."""
    folders = [str(PYTHON.parent), str(pathlib.Path(sys.executable).parent), os.environ["PATH"]]
    uv = shutil.which("uv", path=os.pathsep.join(folders))
    if not uv:
        raise CourseError("uv isn't installed. Install it (`python3 -m pip install uv`), then start again.")
    requirements = "\n".join(name + bounds for name, bounds in dependencies(ENVIRONMENT.read_text()).items())
    command = [uv, *UV_COMPILE, "--output-file", LOCK, *options, "-"]
    if subprocess.run(command, input=requirements, text=True, stdout=subprocess.DEVNULL).returncode:
        raise CourseError("uv found no set of packages that fits environment.yml. The reason is above.")
