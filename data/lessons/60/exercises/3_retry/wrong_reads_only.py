# verdict: `SET name Bo` met
import time

import redis


def repeatable(command):
    return command[0].upper() in {"GET", "HGETALL", "LRANGE"}


def send(r, *command):
    for attempt in (1, 2, 3):
        try:
            return r.execute_command(*command)
        except redis.BusyLoadingError:
            if attempt == 3:
                raise
        except (redis.ConnectionError, redis.TimeoutError):
            if attempt == 3 or not repeatable(command):
                raise
        time.sleep(0.02)
