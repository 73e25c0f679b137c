import random
import time

import redis

ATTEMPTS = 3
READS = {"GET", "HGETALL", "LRANGE"}


def repeatable(command):
    name, *arguments = [str(one).upper() for one in command]
    options = set(arguments[2:])
    return name in READS or (name == "SET" and not options & {"NX", "GET"})


def send(r, *command):
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return r.execute_command(*command)
        except redis.BusyLoadingError:
            if attempt == ATTEMPTS:
                raise
        except (redis.ConnectionError, redis.TimeoutError):
            if attempt == ATTEMPTS or not repeatable(command):
                raise
        time.sleep(random.uniform(0, 0.02 * 2**attempt))
