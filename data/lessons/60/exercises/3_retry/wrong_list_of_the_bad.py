# verdict: `HINCRBY cart 456 1` met
import time

import redis


def repeatable(command):
    words = [str(one).upper() for one in command]
    once = {"INCR", "LPOP", "RPUSH", "GETDEL"}
    return words[0] not in once and not (words[0] == "SET" and {"NX", "GET"} & set(words[3:]))


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
