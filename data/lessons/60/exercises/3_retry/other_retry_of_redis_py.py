import redis
from redis.backoff import FullJitterBackoff
from redis.retry import Retry

BROKEN = (redis.ConnectionError, redis.TimeoutError)


def send(r, *command):
    words = [str(one).upper() for one in command]
    plain_set = words[0] == "SET" and not {"NX", "GET"} & set(words[3:])
    errors = BROKEN if plain_set or words[0] in ("GET", "HGETALL", "LRANGE") else (redis.BusyLoadingError,)
    retry = Retry(FullJitterBackoff(cap=0.1, base=0.01), 2, supported_errors=errors)
    return retry.call_with_retry(lambda: r.execute_command(*command), lambda error: None)
