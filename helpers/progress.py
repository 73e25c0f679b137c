"""What you have done, in a small JSON file next to your notebooks: a section (a dict) for each kind of thing.

Each name in a section begins with the number of its lesson, such as "10.1".

`REDIS_MEASURED_PROGRESS` is the path of the file. Without it, nothing is written, and progress is remembered
only while the kernel is running. Unknown sections of the file are kept.
"""

import contextlib
import datetime
import fcntl
import json
import os
import pathlib

from helpers.paths import PROGRESS_VARIABLE, set_aside, write_whole

EXERCISES = "exercises"
_unwritten = {}  # the content if there is no file


def passed():
    """Return exercise → the day you first passed it: `{"10.1": "2025-01-31"}`."""
    return kept(EXERCISES)


def record(exercise_id):
    """Record that an exercise was passed today, unless it was before; return "" or why that failed."""
    if not _path():
        return ""
    return keep(EXERCISES, exercise_id, datetime.date.today().isoformat(), first=True)


def kept(section):
    """Return a section of the file as a dict: name → value."""
    path = _path()
    found = (_read(path) if path else _unwritten).get(section, {})
    return dict(found) if isinstance(found, dict) else {}


def keep(section, name, value, first=False):
    """Store a JSON value under a name; None removes it, and with `first`, an earlier value stays.

    Returns "", or a sentence that says why it couldn't be written.
    """
    path = _path()
    if not path:
        _put(_unwritten, section, name, value, first)
        return ""
    try:
        with _locked(path):
            content = _read(path)
            _put(content, section, name, value, first)
            write_whole(path, json.dumps(content, indent=1, sort_keys=True) + "\n")
    except OSError as error:
        return f"Your progress file can't be written ({error.strerror})."
    return ""


def forget(lessons=()):
    """Forget your progress in these lessons, such as "10", or in all of them, but keep the old file.

    Returns the path of the old file, or None if there was none.
    """
    path = _path()
    if not path or not path.exists():
        return None
    with _locked(path):
        content = _read(path)
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
    try:
        content = json.loads(path.read_text())
        if isinstance(content, dict) and isinstance(content.get(EXERCISES, {}), dict):
            return content
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        pass
    _set_aside(path)
    return {}


def _set_aside(path):
    """Keep a damaged file, so that it can be repaired by hand."""
    try:
        path.replace(f"{path}.damaged")
    except OSError:
        pass  # it can't be renamed either, so leave it
