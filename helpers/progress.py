"""What the learner has passed, in one small JSON file beside their notebooks.

`REDIS_MEASURED_PROGRESS` names it; without that, nothing is written. Keys of others in it are kept.
"""

import datetime
import fcntl
import json
import os
import pathlib

from helpers.paths import PROGRESS_VARIABLE, write_whole


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
        # A file of its own for the lock: the other one is replaced
        with open(f"{path}.lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            content = _read(path)
            content.setdefault("exercises", {}).setdefault(exercise_id, datetime.date.today().isoformat())
            write_whole(path, json.dumps(content, indent=1, sort_keys=True) + "\n")
    except OSError as error:
        return f"It could not be noted in your progress file ({error.strerror})."
    return ""


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
