# verdict: 'lamp 1'
from time import monotonic, sleep

from redis import ConnectionError, ReadOnlyError, Redis, TimeoutError
from redis.backoff import NoBackoff
from redis.retry import Retry


def place_order(r, find_primary, number, line, seconds):
    password = r.get_connection_kwargs()["password"]
    once = {"socket_timeout": 0.2, "socket_connect_timeout": 0.2, "retry": Retry(NoBackoff(), 0)}
    connection = r.get_connection_kwargs()
    host, port = connection["host"], connection["port"]
    give_up = monotonic() + seconds
    while True:
        try:
            with Redis(host=host, port=port, password=password, **once) as primary:
                primary.set(f"order:{number}", "lamp " + str(number))
            return
        except (ConnectionError, TimeoutError, ReadOnlyError):
            if monotonic() > give_up:
                raise
            sleep(0.1)
            host, port = find_primary()
