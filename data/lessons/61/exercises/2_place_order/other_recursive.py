from time import monotonic, sleep

from redis import ConnectionError, ReadOnlyError, Redis, TimeoutError


def place_order(r, find_primary, number, line, seconds):
    options = r.get_connection_kwargs()
    began = monotonic()
    address = options["host"], options["port"]
    for _ in range(1000):
        primary = Redis(*address, password=options["password"], socket_timeout=0.2, retry=None)
        try:
            primary.set(f"order:{number}", line)
        except (ConnectionError, TimeoutError, ReadOnlyError):
            if monotonic() - began >= seconds:
                raise
        else:
            return
        finally:
            primary.close()
        sleep(0.06)
        address = find_primary()
