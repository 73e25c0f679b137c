import time

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry


def place_order(r, find_primary, number, line, seconds):
    options = r.get_connection_kwargs()
    options = {key: options[key] for key in ("host", "port", "password")}
    options |= {"socket_timeout": 0.25, "retry": Retry(NoBackoff(), 0)}
    client = redis.Redis(**options)
    until = time.time() + seconds
    last = None
    while last is None or time.time() < until:
        try:
            client.set("order:" + str(number), line)
            return
        except (redis.ConnectionError, redis.TimeoutError, redis.ReadOnlyError) as error:
            last = error
            client.close()
            time.sleep(0.15)
            options["host"], options["port"] = find_primary()
            client = redis.Redis(**options)
    raise last
