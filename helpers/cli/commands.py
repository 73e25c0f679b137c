"""What `python3 -m helpers` does: one function for each command."""

import errno
import os
import signal
import sys

from helpers.cli import copies
from helpers.course import written
from helpers.errors import CourseError
from helpers.paths import COPIES, PROGRESS_VARIABLE, ROOT, STAGE_VARIABLE
from helpers.setup import binaries, environment
from helpers.setup.installing import one_at_a_time, say

JUPYTER = ROOT / "helpers" / "setup" / "jupyter"
STYLESHEETS = JUPYTER / "stage"  # JupyterLab looks for `custom.css`, if it is told to


def run(arguments):
    """Run one command line; returns the exit status, or the sentence that says what went wrong."""
    command, *rest = arguments or [""]
    if command not in COMMANDS:
        return f"{command or 'Nothing'!r} is no command of the course: choose {', '.join(COMMANDS)}."
    if environment.is_inside_stale():  # nobody can rebuild the house they stand in
        outside = sys._base_executable
        os.execv(outside, [outside, "-m", "helpers", *arguments])
    # A polite kill takes the way of Ctrl-C, so that no installer is left at work alone
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        status = COMMANDS[command](rest)
        sys.stdout.flush()  # not at the exit, where nobody can answer for a closed pipe
        return status
    except BrokenPipeError:  # `| head -1` has read enough: end as other programs do, without a word
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except CourseError as error:
        return str(error)
    except KeyboardInterrupt:
        return "\nInterrupted: the next start goes on from here."
    except OSError as error:
        return _unwritable(error)


def _unwritable(error):
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full: free 2 GB and start again; nothing of yours was changed."
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return (
            f"{error.filename} cannot be written: copy the course to a folder of your own and start it there."
        )
    raise error


def lab(arguments):
    """Open the course in JupyterLab; the arguments go to JupyterLab."""
    with one_at_a_time():
        python = environment.ready()
        _server()
        for sentence in copies.refresh():
            say(sentence)
    options = []
    if os.geteuid() == 0:
        options.append("--allow-root")
    if sys.platform != "darwin" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        options.append("--no-browser")
    _become(python, "-m", "jupyterlab", *options, *arguments)


def stage(arguments):
    """Open the lesson of a number (or 00) alone and large, for a room; further arguments go to JupyterLab."""
    number, *rest = arguments if arguments and not arguments[0].startswith("-") else ["00", *arguments]
    options = stage_options(written(number).name)
    os.environ[STAGE_VARIABLE] = "1"
    lab([*options, *rest])


def stage_options(lesson):
    """With what JupyterLab shows one of the copies alone, and as large as the stage's stylesheet says."""
    return [
        f"--LabApp.default_url=/doc/tree/{COPIES.name}/{lesson}",
        "--LabApp.custom_css=True",
        f"--ServerApp.tornado_settings=static_custom_path={STYLESHEETS}",
    ]


def test(arguments):
    """Run everything the project checks, two lessons at a time; the arguments go to pytest."""
    with one_at_a_time():
        python = environment.ready()
        _server_unless_in_container()
    # Half of the time is spent waiting. More at a time would measure each other, on however many cores.
    _become(python, "-m", "pytest", "-n2", "--dist=loadgroup", "--no-loadscope-reorder", *arguments)


def doctor(arguments):
    """Print what this machine has for the course, and what to do about what it lacks."""
    from helpers.cli import doctor

    doctor.report()


def execute(arguments):
    """Run the notebooks of the given numbers anew and write their outputs."""
    _go_on_with_everything("execute", arguments)
    _server_unless_in_container()
    from helpers.cli import execute

    execute.execute(arguments)


def lock(arguments):
    """Derive requirements.lock from environment.yml; the arguments (`--upgrade`) go to `uv pip compile`."""
    _go_on_with_everything("lock", arguments)
    environment.lock(arguments)
    say("requirements.lock is up to date with environment.yml.")


def readme(arguments):
    """Rewrite what the README takes from the course: the map, its hours and the first picture."""
    _go_on_with_everything("readme", arguments)
    from helpers.cli import readme

    readme.rewrite()


COMMANDS = {
    "lab": lab,
    "stage": stage,
    "test": test,
    "doctor": doctor,
    "execute": execute,
    "lock": lock,
    "readme": readme,
}


def _server():
    """Find a server or fetch one, unless the learner brings one by REDIS_URL."""
    if not os.environ.get("REDIS_URL"):
        binaries.provide_server(say)


def _server_unless_in_container():
    try:
        _server()
    except CourseError as error:
        say(f"{error} What runs in a container goes on.")


def _go_on_with_everything(command, arguments):
    """Go on in the Python that has everything, when this one has not."""
    with one_at_a_time():
        python = environment.ready()
    if str(python) != sys.executable:
        _become(python, "-m", "helpers", command, *arguments)


def _become(python, *words):
    """Turn this process into another: a child would outlive it when somebody kills it."""
    variables = dict(os.environ)
    # Without bytecode each start would compile the packages anew, for seconds
    variables.pop("PYTHONDONTWRITEBYTECODE", None)
    _prepend(variables, "PATH", python.parent)
    _prepend(variables, "JUPYTER_CONFIG_PATH", JUPYTER)
    if python != environment.PYTHON:
        _prepend(variables, "PYTHONPATH", ROOT)  # .venv finds the helpers by a .pth file
    # The default would open whatever another project's JupyterLab last showed
    variables.setdefault("JUPYTERLAB_WORKSPACES_DIR", str(COPIES / ".workspaces"))
    variables.setdefault(PROGRESS_VARIABLE, str(COPIES / "progress.json"))
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(python, [str(python), *words], variables)


def _prepend(variables, name, path):
    variables[name] = os.pathsep.join(filter(None, [str(path), variables.get(name)]))
