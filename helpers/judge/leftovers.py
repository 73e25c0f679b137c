"""Threads and processes that an answer has started and that still run when it has returned."""

import _thread
import os
import sys
import threading
import time


def left(grace, sleep):
    """After `grace` seconds to end in: how many threads, their frames, and whether there is a process."""
    deadline = time.monotonic() + grace
    others = [one for one in threading.enumerate() if one is not threading.main_thread()]
    for one in others:
        one.join(max(0, deadline - time.monotonic()))
    while _thread._count() and time.monotonic() < deadline:  # those that `_thread` started
        sleep(0.005)
    now = sys._current_frames()
    frames = [_outer(frame) for ident, frame in now.items() if ident != threading.main_thread().ident]
    return _thread._count(), frames, _has_children(deadline, sleep)


def _has_children(deadline, sleep):
    """Whether a process that the answer started still runs."""
    while True:
        try:
            process, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return False
        if process == 0:
            if time.monotonic() > deadline:
                return True
            sleep(0.005)


def _outer(frame):
    """(file, line) pairs of a running frame and its callers, from the outside in."""
    pairs = []
    while frame:
        pairs.append((frame.f_code.co_filename, frame.f_lineno))
        frame = frame.f_back
    return pairs[::-1]
