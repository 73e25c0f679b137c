# verdict: between your `GET` and your `DEL`
from redis.exceptions import WatchError


def _if_mine(r, name, token, act):
    key = f"lock:{name}"
    if r.get(key) != token:
        return False
    with r.pipeline() as pipe:
        pipe.watch(key)
        pipe.multi()
        act(pipe, key)
        try:
            return bool(pipe.execute()[0])
        except WatchError:
            return False


def release(r, name, token):
    return _if_mine(r, name, token, lambda pipe, key: pipe.delete(key))


def extend(r, name, token, seconds):
    return _if_mine(r, name, token, lambda pipe, key: pipe.pexpire(key, int(seconds * 1000)))
