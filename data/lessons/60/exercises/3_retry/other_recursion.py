import time

import redis


def harmless(name, *arguments):
    options = {str(one).lower() for one in arguments[2:]}
    return name.lower() in ["get", "hgetall", "lrange"] or (
        name.lower() == "set" and options.isdisjoint({"nx", "get"})
    )


def send(r, *command, left=2):
    try:
        return r.execute_command(*command)
    except (redis.ConnectionError, redis.TimeoutError) as error:
        loading = isinstance(error, redis.BusyLoadingError)
        if not left or not (loading or harmless(*command)):
            raise
    time.sleep(0.01)
    return send(r, *command, left=left - 1)
