# verdict: the data of one moment
from redis import Redis


def restore_drill(r, target):
    settings = r.connection_pool.connection_kwargs
    raw = Redis(port=settings["port"], password=settings["password"])
    there = target.client(decode_responses=False)
    there.flushall()
    for key in raw.scan_iter(count=500):
        there.restore(key, max(raw.pttl(key), 0), raw.dump(key))
    return there.dbsize()
