from redis.exceptions import WatchError


def _if_mine(r, name, token, act):
    key = f"lock:{name}"
    with r.pipeline() as pipe:
        pipe.watch(key)
        if pipe.get(key) != token:
            return False
        pipe.multi()
        act(pipe, key)
        try:
            return bool(pipe.execute()[0])
        except WatchError:
            return _if_mine(r, name, token, act)


def release(r, name, token):
    return _if_mine(r, name, token, lambda pipe, key: pipe.delete(key))


def extend(r, name, token, seconds):
    return _if_mine(r, name, token, lambda pipe, key: pipe.pexpire(key, int(seconds * 1000)))
