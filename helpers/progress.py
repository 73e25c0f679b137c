"""What the learner has passed, in one small JSON file beside their notebooks.

`REDIS_MEASURED_PROGRESS` names it; without that, nothing is written. Keys of others in it are kept.
"""

import contextlib
import datetime
import fcntl
import json
import os
import pathlib

from helpers.paths import PROGRESS_VARIABLE, set_aside, write_whole


def passed():
    """`{"10.1": "2025-01-31"}`: what was passed first on which day; empty without a file."""
    path = _path()
    return _read(path).get("exercises", {}) if path else {}


def record(exercise_id):
    """Note today as the day an exercise was passed, unless it was before. Returns "" or why it could not."""
    path = _path()
    if not path:
        return ""
    try:
        with _locked(path):
            content = _read(path)
            content.setdefault("exercises", {}).setdefault(exercise_id, datetime.date.today().isoformat())
            write_whole(path, json.dumps(content, indent=1, sort_keys=True) + "\n")
    except OSError as error:
        return f"It could not be noted in your progress file ({error.strerror})."
    return ""


def forget(lessons=()):
    """Forget which exercises were passed, in these lessons such as "10" or in all; the old file is kept.

    Returns where it's kept, or None if there was none.
    """
    path = _path()
    if not path or not path.exists():
        return None
    with _locked(path):
        content = _read(path)
        exercises = content.get("exercises", {})
        left = {one: day for one, day in exercises.items() if lessons and one[:2] not in lessons}
        old = set_aside(path)
        write_whole(path, json.dumps(content | {"exercises": left}, indent=1, sort_keys=True) + "\n")
    return old


@contextlib.contextmanager
def _locked(path):
    # The lock has a file of its own, because the progress file is replaced
    with open(f"{path}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _path():
    name = os.environ.get(PROGRESS_VARIABLE)
    return pathlib.Path(name) if name else None


def _read(path):
    try:
        content = json.loads(path.read_text())
        if isinstance(content, dict) and isinstance(content.get("exercises", {}), dict):
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
