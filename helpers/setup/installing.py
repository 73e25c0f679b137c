"""Running installers: quietly, one start of the course at a time, and with whatever pip there is."""

import ast
import contextlib
import fcntl
import functools
import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import sysconfig
import time

from helpers.errors import CourseError
from helpers.paths import ROOT
from helpers.setup import home

# What is installed is exactly what the lock names, by its hash, and nothing is built here
PINNED = ["--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]

# How this machine reaches a package index. Nothing else in pip's configuration applies here: a `target`,
# a `prefix` or a `user` would make it install somewhere else, a `constraint` something else.
INDEX_OPTIONS = {
    "index-url",
    "extra-index-url",
    "find-links",
    "no-index",
    "trusted-host",
    "cert",
    "client-cert",
    "proxy",
    "keyring-provider",
    "timeout",
    "default-timeout",
    "retries",
    "cache-dir",
    "no-cache-dir",
    "use-feature",
    "use-deprecated",
}


def say(sentence):
    """Print a sentence at once, because the learner is waiting."""
    print(sentence, flush=True)


class DiskFull(CourseError):
    """An installer found no space left."""


@contextlib.contextmanager
def one_at_a_time():
    """Let only one start of the course install at a time: a second one says so and waits. Yields the lock."""
    with open(ROOT / ".setup.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("The course is being started elsewhere. Waiting until that's done ...")
            fcntl.flock(lock, fcntl.LOCK_EX)
        # An installer that outlives this process keeps the lock, so that no second one runs
        os.set_inheritable(lock.fileno(), True)
        yield lock


def index_options():
    """What pip's configuration says about the package index, as `{"index-url": "https://..."}`."""
    return _index_options(frozenset(os.environ.items()))


@functools.cache  # asking pip takes a third of a second
def _index_options(_):
    try:
        command = [str(word) for word in [*pip(), "config", "list"]]
    except CourseError:
        return {}  # nothing can be installed without pip, which will be said
    listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    options = {}
    for section in (":env:", "install", "global"):  # pip obeys the first one that says something
        for name, value in re.findall(rf"^{section}\.([\w-]+)=(['\"].*['\"])$", listed, re.MULTILINE):
            if name in INDEX_OPTIONS:
                options.setdefault(name, " ".join(ast.literal_eval(value).split()))
    return options


def _variables():
    """The environment of an installer: of pip's configuration only what says where packages come from."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    variables["PIP_CONFIG_FILE"] = os.devnull  # pip then reads no configuration file at all
    variables |= home.moved()  # installers keep what they fetch in a cache
    for name, value in index_options().items():
        variables["PIP_" + name.upper().replace("-", "_")] = value
    return variables


def run_installer(argv, doing, variables=None):
    """Run a tool until it exits and return its output. The terminal shows what it is `doing`.

    `variables` are added to its environment. CourseError if it fails, with the last error that it printed.
    """
    try:
        process = subprocess.Popen(
            [str(word) for word in argv],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            close_fds=False,  # see one_at_a_time
            env=_variables() | (variables or {}),
        )
    except OSError as error:
        raise CourseError(f"{doing} failed: {error}") from error
    try:
        output = _wait(process, doing)
    except BaseException:
        process.terminate()
        process.wait()
        raise
    if process.returncode:
        raise _failure(output, doing)
    return output


def _wait(process, doing):
    """Wait for the process and return its output. The terminal counts the seconds."""
    started = time.monotonic()
    on_terminal = sys.stdout.isatty()
    step = 1 if on_terminal else 15
    line = f"{doing} ..."
    print(line, end="" if on_terminal else "\n", flush=True)
    while True:
        try:
            output, _ = process.communicate(timeout=step)
        except subprocess.TimeoutExpired:
            line = f"{doing} ... {time.monotonic() - started:.0f} s"
            print("\r" + line if on_terminal else line, end="" if on_terminal else "\n", flush=True)
        else:
            if on_terminal:
                print(flush=True)
            return output


def _failure(output, doing):
    """The error of a failed installer, with the last reason it printed."""
    if "No space left on device" in output or "os error 28" in output:
        return DiskFull(f"{doing} failed because the disk is full. Free 2 GB, then start again.")
    if "DO NOT MATCH THE HASHES" in output or "Hash mismatch" in output:  # pip's words, and uv's
        return CourseError(
            f"{doing} failed: a downloaded file doesn't have the checksum that the course pins, so it wasn't "
            "used. Start again. If that doesn't help, your package index has a different file of that name."
        )
    if re.search(r"Retrying \(|Connection refused|error sending request|dns error", output):
        return CourseError(
            f"{doing} failed: the package index can't be reached. Check your network connection, then start "
            "again."
        )
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    reason = (errors or lines or ["it stopped without saying why"])[-1]
    return CourseError(f"{doing} failed: {reason}")


def pip(python=sys.executable):
    """The command line that runs pip under `python`, with the pip of the Python that started the course.

    That one knows the machine's package index, needs no `ensurepip`, and may write into another Python's
    environment where its own is managed by the system (PEP 668).
    """
    return [python, _pip_home(), "--disable-pip-version-check", "--no-input"]


def _pip_home():
    """The folder of a pip: of this Python, of the one that this environment was made from, or in a wheel."""
    if spec := importlib.util.find_spec("pip"):
        return pathlib.Path(spec.origin).parent
    if home := _pip_of_base():
        return home
    # Python carries a wheel of pip for `ensurepip`, and a wheel of pip can be run without installing it
    ensurepip = importlib.util.find_spec("ensurepip")
    folders = [
        sysconfig.get_config_var("WHEEL_PKG_DIR"),
        ensurepip and pathlib.Path(ensurepip.origin).parent / "_bundled",
    ]
    for folder in filter(None, folders):
        for wheel in pathlib.Path(folder).glob("pip-*.whl"):
            return wheel / "pip"
    raise CourseError("This Python has no pip. Install it (`sudo apt install python3-pip`), then try again.")


def _pip_of_base():
    if sys.prefix == sys.base_prefix:
        return None
    code = "import importlib.util as u; print(u.find_spec('pip').origin)"
    found = subprocess.run([sys._base_executable, "-c", code], capture_output=True, text=True)
    return None if found.returncode else pathlib.Path(found.stdout.strip()).parent
