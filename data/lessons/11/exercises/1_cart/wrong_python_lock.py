# verdict: between your read and your write
import threading


class Lock:
    """A lock that each process makes for itself."""

    def __enter__(self):
        self.lock = threading.Lock()
        self.lock.acquire()

    def __exit__(self, *error):
        self.lock.release()


lock = Lock()


def add_to_cart(r, customer, product, quantity):
    cart = f"cart:{customer}"
    with lock:
        now = int(r.hget(cart, product) or 0) + quantity
        with r.pipeline() as pipe:
            pipe.hset(cart, product, now).expire(cart, 604_800).execute()
    return now


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}
