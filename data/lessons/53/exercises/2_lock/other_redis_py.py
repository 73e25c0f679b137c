import datetime

from redis.exceptions import LockError


def _lock(r, name, token):
    lock = r.lock(f"lock:{name}", timeout=60)
    lock.local.token = token.encode()
    return lock


def release(r, name, token):
    try:
        _lock(r, name, token).release()
    except LockError:
        return False
    return True


def extend(r, name, token, seconds):
    try:
        _lock(r, name, token).extend(datetime.timedelta(seconds=seconds).total_seconds(), True)
    except LockError:
        return False
    return True
