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


def page_view(r, page):
    with lock:
        views = int(r.get(f"views:{page}") or 0) + 1
        r.set(f"views:{page}", views)
        return views
