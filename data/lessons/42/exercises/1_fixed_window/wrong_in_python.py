# verdict: called by two processes in turn
import time

WINDOWS = {}


def allow(r, user, limit, window):
    began, count = WINDOWS.get(user, (time.monotonic(), 0))
    if time.monotonic() - began > window:
        began, count = time.monotonic(), 0
    WINDOWS[user] = began, count + 1
    r.set(f"limit:{user}", count + 1, ex=window)
    return count < limit
