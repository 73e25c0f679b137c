import time

import redis


def repeatable(command):
    words = [str(one).upper() for one in command]
    if words[0] == "SET":
        return "NX" not in words[3:] and "GET" not in words[3:]
    return words[0] in ("GET", "HGETALL", "LRANGE")


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
