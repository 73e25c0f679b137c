"""Imports that an interrupt can't cut in half, and that say so when a file of the learner's gets in the way.

Standard library only.
"""

import os
import signal
import sys
import threading
import traceback
from contextlib import contextmanager
from importlib.machinery import PathFinder

from helpers.errors import CourseError


@contextmanager
def whole():
    """Import packages inside this, so that the cell can be run again after an interrupt.

    The interrupt waits until they are imported, a few seconds at most: half an import would leave modules
    behind that the next attempt takes for whole ones. If an import fails because a file in the current folder
    has a package's name, a CourseError says so.
    """
    try:
        with _interrupt_waits():
            yield
    except Exception as error:
        if names := namesakes(error):
            raise CourseError(_rename(names)) from error
        raise


@contextmanager
def _interrupt_waits():
    handler = signal.getsignal(signal.SIGINT)
    if threading.current_thread() is not threading.main_thread() or not callable(handler):
        yield  # only the main thread is interrupted
        return
    came = []
    signal.signal(signal.SIGINT, lambda *_: came.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, handler)
        if came:
            signal.raise_signal(signal.SIGINT)


def namesakes(error):
    """Files in the current folder that were imported before this error, in place of a package."""
    here = os.getcwd()
    elsewhere = [folder for folder in sys.path if folder not in ("", here)]
    taken = {getattr(module, "__file__", None) for module in list(sys.modules.values())}
    taken |= {frame.f_code.co_filename for frame, _ in traceback.walk_tb(error.__traceback__)}
    taken.add(getattr(error, "filename", None))  # of a SyntaxError
    own = {entry.name: _module_file(entry) for entry in os.scandir(here)}
    return sorted(
        entry
        for entry, file in own.items()
        if file in taken and _exists(entry.removesuffix(".py"), elsewhere)
    )


def _module_file(entry):
    return os.path.join(entry.path, "__init__.py") if entry.is_dir() else entry.path


def _exists(name, folders):
    return name in sys.stdlib_module_names or PathFinder.find_spec(name, folders) is not None


def _rename(names):
    return (
        f"Python imported your own {', '.join(names)} instead of a package of that name, which the course "
        f"needs. Rename it, for example to my_{names[0]}, and restart the kernel."
    )
