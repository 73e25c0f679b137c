"""What `python3 -m helpers` does: one function for each command."""

import errno
import os
import signal
import sys

from helpers import progress
from helpers.cli import copies, parser
from helpers.course import written
from helpers.errors import CourseError
from helpers.paths import COPIES, LOCK_VARIABLE, PROGRESS_VARIABLE, ROOT, STAGE_VARIABLE
from helpers.setup import binaries, environment, starting
from helpers.setup.installing import one_at_a_time, say

# Half of the time is spent waiting. More at a time would measure each other, on however many cores.
PYTEST = ["-n2", "--dist=loadscope", "--no-loadscope-reorder"]
# Where tests about lessons are, beside the notebooks: what `test 42` looks through for the marks of lesson 42
ABOUT_LESSONS = [
    "tests/lessons",
    "tests/labs",
    "tests/quizzes",
    "tests/cli/test_handout.py",
    "tests/cli/test_readme.py",
    "tests/ways_to_run/test_browser.py",
    "tests/ways_to_run/test_browser_panels.py",
    "tests/ways_to_run/test_browser_stage.py",
]


def run(words):
    """Run one command line and return its exit status, or a sentence that says what went wrong."""
    try:
        asked = parser.parse(words)
        if environment.is_inside_stale():  # a venv can't delete itself: continue in the Python that made it
            outside = sys._base_executable
            os.execv(outside, [outside, str(ROOT / "helpers"), *words])
        # SIGTERM works like Ctrl-C, so that it leaves no installer running
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        status = COMMANDS[asked.command](asked)
        sys.stdout.flush()  # not at exit, where a closed pipe can't be handled anymore
        return status
    except BrokenPipeError:  # `| head -1` has read enough: stop silently, as other programs do
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except CourseError as error:
        return str(error)
    except KeyboardInterrupt:
        return "\nInterrupted. The next start continues from here."
    except OSError as error:
        return _unwritable(error)


def _unwritable(error):
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "The disk is full. Free 2 GB, then start again. Nothing of yours was changed."
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return (
            f"{error.filename} can't be written. Copy the course to a folder of your own and start it there."
        )
    raise error


def lab(asked):
    """Open the course in JupyterLab, or one lesson of it."""
    options = []
    if asked.lesson is not None:
        options.append(f"--LabApp.default_url=/lab/tree/{COPIES.name}/{written(asked.lesson).name}")
    _open([*options, *asked.rest], asked.with_outputs)


def stage(asked):
    """Open a lesson alone and in large type, for a room."""
    lesson = written(asked.lesson).name
    os.environ[STAGE_VARIABLE] = "1"
    _open([*stage_options(lesson), *asked.rest], asked.with_outputs, on_stage=lesson)


def stage_options(lesson):
    """JupyterLab's options for showing one of the copies alone."""
    return [f"--LabApp.default_url=/doc/tree/{COPIES.name}/{lesson}"]


def _open(options, with_outputs=False, on_stage=None):
    """Turn into JupyterLab on the learner's copies, laid out first; the lesson on stage shows no outputs."""
    with one_at_a_time() as lock:
        python = environment.ready()
        _server()
        for sentence in copies.refresh(with_outputs=with_outputs):
            say(sentence)
        if on_stage and not with_outputs:
            copies.clear(on_stage)
        if os.geteuid() == 0:
            options = ["--allow-root", *options]
        if sys.platform != "darwin" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
            options = ["--no-browser", *options]
        options = [*starting.lab_options(options), *options]
        say("Starting JupyterLab ...")
        # Jupyter looks for a free port before it takes one: two starts at once would find the same
        os.environ[LOCK_VARIABLE] = str(lock.fileno())
        _become(python, "-m", "helpers.cli.serve", *options)


def reset(asked):
    """Start lessons over, or forget the learner's progress. Everything old stays in my-notebooks."""
    if not asked.lessons and not asked.progress:
        raise CourseError(
            f"Say what to reset: `{parser.START} reset 10` starts lesson 10 over, "
            f"`{parser.START} reset --progress` forgets your progress."
        )
    for number in asked.lessons:
        written(number)  # before anything is touched
    for number in asked.lessons:
        fresh, old = copies.start_over(number)
        kept = f" Yours is now {old.name}." if old else ""
        say(f"{fresh.relative_to(ROOT)} is a fresh copy.{kept}")
        say("If the lesson is open in JupyterLab, choose File > Reload Notebook from Disk.")
    if asked.progress:
        _find_progress()
        old = progress.forget(asked.lessons)
        say(f"Your progress starts over. The old file is now {old.name}." if old else "No progress yet.")


def show_progress(asked):
    """Write the learner's progress to one page, beside the copies of the lessons."""
    _go_on_with_everything("progress", ["--name", asked.name] if asked.name else [])
    _find_progress()
    from helpers.cli import report

    COPIES.mkdir(exist_ok=True)
    summary, page = report.write(COPIES / "progress.html", asked.name)
    say(f"{summary} The page is {page.relative_to(ROOT)}: open it in a browser to print or save it.")


def handout(asked):
    """Write what a lesson leaves on paper, beside the copies of the lessons."""
    _go_on_with_everything("handout", [asked.lesson])
    from helpers.cli import handout

    COPIES.mkdir(exist_ok=True)
    page = COPIES / f"handout-{asked.lesson}.html"
    handout.write(asked.lesson, page)
    say(f"The handout is {page.relative_to(ROOT)}: open it in a browser to print it.")


def _find_progress():
    """Outside JupyterLab, the file is where `lab` keeps it."""
    os.environ.setdefault(PROGRESS_VARIABLE, str(COPIES / "progress.json"))


def test(asked):
    """Run everything the project checks, or what is about some lessons, two lessons at a time."""
    lessons = [word for word in asked.what if word.isdecimal()]
    options = [word for word in asked.what if not word.isdecimal()]
    if lessons:
        notebooks = [str(written(lesson, template=True).relative_to(ROOT)) for lesson in lessons]
        marks = [f'lesson(number="{lesson}")' for lesson in lessons]
        options = [*notebooks, *ABOUT_LESSONS, *options, "-m", " or ".join(["every_lesson", *marks])]
    if asked.k:
        options += ["-k", asked.k]
    with one_at_a_time():
        python = environment.ready()
        _server_unless_in_container()
    _become(python, "-m", "pytest", *PYTEST, *options, *asked.rest)


def doctor(asked):
    """Print what this machine has for the course, and what to do about what it lacks."""
    from helpers.cli import doctor

    doctor.report(everything=asked.all)


def new(asked):
    """Make a lesson from the template, and say what's left to do."""
    _go_on_with_everything("new", [asked.lesson, *([asked.title] if asked.title else [])])
    from helpers.cli import new

    new.make(asked.lesson, asked.title)


def execute(asked):
    """Run lessons in fresh kernels and save their outputs."""
    _go_on_with_everything("execute", asked.lessons)
    _server_unless_in_container()
    from helpers.cli import execute

    execute.execute(asked.lessons)


def lock(asked):
    """Derive requirements.lock from environment.yml; the words after `--` go to `uv pip compile`."""
    environment.lock(asked.rest)  # not in a complete environment: none has what isn't locked yet
    say("requirements.lock is up to date with environment.yml.")


def readme(asked):
    """Rewrite what the README takes from the course: the map, its hours and the first picture."""
    _go_on_with_everything("readme", [])
    from helpers.cli import readme

    readme.rewrite()


COMMANDS = {
    "lab": lab,
    "stage": stage,
    "reset": reset,
    "progress": show_progress,
    "handout": handout,
    "doctor": doctor,
    "test": test,
    "new": new,
    "execute": execute,
    "readme": readme,
    "lock": lock,
}


def _server():
    """Find a server or fetch one. With REDIS_URL too: lessons start servers of their own to break."""
    try:
        binaries.provide_server(say)
    except CourseError as error:
        if not os.environ.get("REDIS_URL"):
            raise
        say(f"{error} Until then, the lessons run as far as the Redis in REDIS_URL is enough.")


def _server_unless_in_container():
    try:
        _server()
    except CourseError as error:
        say(f"{error} Continuing, because the tests may find a container.")


def _go_on_with_everything(command, arguments):
    """Continue in the Python that has everything, if this one lacks something."""
    with one_at_a_time():
        python = environment.ready()
    if str(python) != sys.executable:
        _become(python, "-m", "helpers", command, *arguments)


def _become(python, *words):
    """Turn this process into another: a child would outlive it if it was killed."""
    variables = starting.variables(python)
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(python, [str(python), *words], variables)
