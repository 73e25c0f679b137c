# verdict: the server was loading twice
import time

import redis


def repeatable(command):
    words = [str(one).upper() for one in command]
    return words[0] in {"GET", "HGETALL", "LRANGE", "SET"} and not {"NX", "GET"} & set(words[3:])


def send(r, *command):
    for attempt in (1, 2, 3):
        try:
            return r.execute_command(*command)
        except (redis.ConnectionError, redis.TimeoutError):
            if attempt == 3 or not repeatable(command):
                raise
        time.sleep(0.02)
