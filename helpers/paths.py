"""Where the course keeps its files, and the environment variables it reads. Standard library only."""

import datetime
import itertools
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
COPIES = ROOT / "my-notebooks"  # the learner's own
DATA = ROOT / "data"
LESSONS = DATA / "lessons"  # one folder a lesson: quiz.yml, sabotage.yml, exercises/

CONTAINER_VARIABLE = "REDIS_MEASURED_CONTAINER"  # id of the container that a test run's servers run in
LOCK_VARIABLE = "REDIS_MEASURED_LOCK"  # file descriptor of the lock that a start holds until it listens
HEADLESS_VARIABLE = "REDIS_MEASURED_HEADLESS"  # there is no one to click
PROGRESS_VARIABLE = "REDIS_MEASURED_PROGRESS"  # path of the learner's progress file
STAGE_VARIABLE = "REDIS_MEASURED_STAGE"  # shown to a room: everything is larger
LEARNERS_OWN = ("REDIS_URL", "DATABASE_URL", PROGRESS_VARIABLE)  # what no test and no saved run may touch


def headless() -> bool:
    """True in tests and while a notebook is executed for its saved page."""
    return is_on(HEADLESS_VARIABLE)


def is_on(variable) -> bool:
    """Whether an environment variable is set to something other than 0."""
    return os.environ.get(variable, "") not in ("", "0")


def run_headless():
    """Prepare this process for running notebooks without a learner: their kernels inherit it."""
    os.environ[HEADLESS_VARIABLE] = "1"
    os.environ["PYTHONPATH"] = str(ROOT)  # kernels start in the notebook's folder
    for name in LEARNERS_OWN:
        os.environ.pop(name, None)


def write_whole(path, content):
    """Write bytes or text to `path`, all of it or none: readers never see half a file."""
    beside = path.with_name(path.name + ".new")
    try:
        beside.write_bytes(content.encode() if isinstance(content, str) else content)
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def set_aside(path):
    """Rename a file so that its name has today's date in it; returns the new path, or None without a file."""
    if not path.exists():
        return None
    today = datetime.date.today().isoformat()
    names = itertools.chain([today], (f"{today}-{number}" for number in itertools.count(2)))
    places = (path.with_name(f"{path.stem}.{name}{path.suffix}") for name in names)
    place = next(place for place in places if not place.exists())
    path.rename(place)
    return place
