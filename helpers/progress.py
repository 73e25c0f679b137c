"""What you have done, in a small JSON file next to your notebooks: a section (a dict) for each kind of thing.

Each name in a section begins with the number of its lesson, such as "10.1".

`REDIS_MEASURED_PROGRESS` is the path of the file. Without it, nothing is written, and progress is remembered
only while the kernel is running. Unknown sections of the file are kept. A file that can't be understood is
read as an empty one, and is renamed the next time something is stored, so that it can be repaired by hand.
"""

import contextlib
import datetime
import fcntl
import itertools
import json
import os
import pathlib

from helpers.paths import PROGRESS_VARIABLE, set_aside, write_whole

EXERCISES, QUIZZES, GUESSES, READ = SECTIONS = ("exercises", "quizzes", "guesses", "lessons")
_unwritten = {}  # the content if there is no file


class _Damaged(Exception):
    """The file isn't what this module writes."""


def passed():
    """Return exercise → the day you first passed it: `{"10.1": "2025-01-31"}`."""
    return _days(EXERCISES)


def read():
    """Return lesson → the day you first ran it to its last cell: `{"10": "2025-01-31"}`."""
    return _days(READ)


def record(exercise_id):
    """Record that an exercise was passed today, unless it was before; return "" or what went wrong."""
    return _today(EXERCISES, exercise_id)


def record_read(lesson_id):
    """Record that a lesson was read today, unless it was before; return "" or what went wrong."""
    return _today(READ, lesson_id)


def kept(section):
    """Return a section of the file as a dict: name → value."""
    path = _path()
    try:
        found = (_read(path) if path else _unwritten).get(section, {})
    except (OSError, _Damaged):
        return {}
    return dict(found) if isinstance(found, dict) else {}


def keep(section, name, value, first=False):
    """Store a JSON value under a name; None removes it, and with `first`, an earlier value stays.

    Returns "", or a sentence that says why it couldn't be written, or what became of a damaged file.
    """
    path = _path()
    if not path:
        _put(_unwritten, section, name, value, first)
        return ""
    said = ""
    try:
        with _locked(path):
            try:
                content = _read(path)
            except _Damaged:
                content, old = {}, _set_aside(path)
                said = f"Your progress file was damaged, so a new one begins. The old one is now {old.name}."
            _put(content, section, name, value, first)
            write_whole(path, json.dumps(content, indent=1, sort_keys=True) + "\n")
    except OSError as error:
        return f"Your progress file can't be written ({error.strerror})."
    return said


def forget(lessons=()):
    """Forget your progress in these lessons, such as "10", or in all of them, but keep the old file.

    Returns the path of the old file, or None if there was none.
    """
    path = _path()
    if not path or not path.exists():
        return None
    with _locked(path):
        try:
            content = _read(path)
        except _Damaged:
            content = {}
        left = {
            section: {name: value for name, value in kept.items() if lessons and name[:2] not in lessons}
            for section, kept in content.items()
            if isinstance(kept, dict)
        }
        old = set_aside(path)
        write_whole(path, json.dumps(content | left, indent=1, sort_keys=True) + "\n")
    return old


@contextlib.contextmanager
def _locked(path):
    # a separate lock file, because the progress file is replaced
    with open(f"{path}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _today(section, name):
    if not _path():
        return ""
    return keep(section, name, datetime.date.today().isoformat(), first=True)


def _days(section):
    # another version of the course may store something else than a day
    return {name: day if isinstance(day, str) else "" for name, day in kept(section).items()}


def _put(content, section, name, value, first):
    if not isinstance(content.get(section), dict):
        content[section] = {}
    if value is None:
        content[section].pop(name, None)
    elif not (first and name in content[section]):
        content[section][name] = value


def _path():
    name = os.environ.get(PROGRESS_VARIABLE)
    return pathlib.Path(name) if name else None


def _read(path):
    """Return the file's content, {} if there's no file. Raises _Damaged or OSError, and changes nothing."""
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError):
        raise _Damaged from None
    if not isinstance(content, dict):
        raise _Damaged
    if not all(isinstance(content.get(section, {}), dict) for section in SECTIONS):
        raise _Damaged
    return content


def _set_aside(path):
    """Rename a damaged file, never onto an earlier one, and return its new path."""
    numbers = itertools.chain([""], (f"-{number}" for number in itertools.count(2)))
    places = (path.with_name(f"{path.name}.damaged{number}") for number in numbers)
    return path.replace(next(place for place in places if not place.exists()))
