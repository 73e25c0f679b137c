# verdict: the server was loading and timed out in turn; `GET name` was tried 5 times
import time

import redis


def repeatable(command):
    words = [str(one).upper() for one in command]
    return words[0] in {"GET", "HGETALL", "LRANGE", "SET"} and not {"NX", "GET"} & set(words[3:])


def send(r, *command):
    loading = broken = 0
    while True:
        try:
            return r.execute_command(*command)
        except redis.BusyLoadingError:
            loading += 1
            if loading == 3:
                raise
        except (redis.ConnectionError, redis.TimeoutError):
            broken += 1
            if broken == 3 or not repeatable(command):
                raise
        time.sleep(0.02)
