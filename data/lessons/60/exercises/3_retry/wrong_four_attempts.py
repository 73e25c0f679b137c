# verdict: was tried 4 times
import time

import redis


def repeatable(command):
    words = [str(one).upper() for one in command]
    return words[0] in {"GET", "HGETALL", "LRANGE", "SET"} and not {"NX", "GET"} & set(words[3:])


def send(r, *command):
    for attempt in (1, 2, 3, 4):
        try:
            return r.execute_command(*command)
        except redis.BusyLoadingError:
            if attempt == 4:
                raise
        except (redis.ConnectionError, redis.TimeoutError):
            if attempt == 4 or not repeatable(command):
                raise
        time.sleep(0.02)
