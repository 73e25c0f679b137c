# verdict: `SET price 890 ex 60`
import time

import redis


def repeatable(command):
    name, *arguments = command
    if name.upper() in ("GET", "HGETALL", "LRANGE"):
        return True
    options = {one.upper() for one in arguments[2:] if isinstance(one, str)}
    return name.upper() == "SET" and isinstance(arguments[1], str) and not options & {"NX", "GET"}


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
        time.sleep(0.05)
