# verdict: a `threading.lock` that belongs to this notebook
import threading

lock = threading.Lock()


def page_view(r, page):
    with lock:
        views = int(r.get(f"views:{page}") or 0) + 1
        r.set(f"views:{page}", views)
        return views
