# verdict: between your `LREM` and your `LPUSH`
import threading


class Lock:
    """A lock that each process makes for itself."""

    def __enter__(self):
        self.lock = threading.Lock()
        self.lock.acquire()

    def __exit__(self, *error):
        self.lock.release()


lock = Lock()


def see(r, customer, product):
    key = f"recent:{customer}"
    with lock:
        products = [one for one in r.lrange(key, 0, -1) if one != product][:9]
        with r.pipeline() as pipe:
            pipe.delete(key)
            pipe.rpush(key, product, *products)
            pipe.expire(key, 2_592_000)
            pipe.execute()
