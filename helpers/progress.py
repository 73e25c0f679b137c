"""What the learner has done, in one small JSON file beside their notebooks: a dict for each kind of thing.

Each name in such a section begins with the number of its lesson, such as "10.1".

`REDIS_MEASURED_PROGRESS` names it; without that, it's remembered as long as the kernel lives and nothing is
written. What others keep in the file stays there.
"""

import contextlib
import datetime
import fcntl
import json
import os
import pathlib

from helpers.paths import PROGRESS_VARIABLE, set_aside, write_whole

EXERCISES = "exercises"
_unwritten = {}  # the content where there is no file


def passed():
    """`{"10.1": "2025-01-31"}`: what was passed first on which day; empty without a file."""
    return kept(EXERCISES)


def record(exercise_id):
    """Note today as the day an exercise was passed, unless it was before. Returns "" or why it could not."""
    if not _path():
        return ""
    return keep(EXERCISES, exercise_id, datetime.date.today().isoformat(), first=True)


def kept(section):
    """A section of the file, a dict: what was kept under which name."""
    path = _path()
    found = (_read(path) if path else _unwritten).get(section, {})
    return dict(found) if isinstance(found, dict) else {}


def keep(section, name, value, first=False):
    """Keep a JSON value under a name; None removes it, and with `first` an earlier one stays.

    Returns "" or the sentence that says why it could not be written.
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
        return f"It could not be noted in your progress file ({error.strerror})."
    return ""


def forget(lessons=()):
    """Forget what was done in these lessons such as "10", or in all; the old file is kept.

    Returns where it's kept, or None if there was none.
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
    # The lock has a file of its own, because the progress file is replaced
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
    """A damaged file is kept for whoever wants to mend it."""
    try:
        path.replace(f"{path}.damaged")
    except OSError:
        pass  # unreadable as well as damaged: leave it
