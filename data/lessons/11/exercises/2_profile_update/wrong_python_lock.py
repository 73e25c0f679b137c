# verdict: besides those it was given
import threading


class Lock:
    """A lock that each process makes for itself."""

    def __enter__(self):
        self.lock = threading.Lock()
        self.lock.acquire()

    def __exit__(self, *error):
        self.lock.release()


lock = Lock()


def update_profile(r, customer, changes):
    with lock:
        profile = r.hgetall(f"profile:{customer}") | changes
        values = {f: int(v) if f == "newsletter" else v for f, v in profile.items() if v is not None}
        with r.pipeline() as pipe:
            pipe.delete(f"profile:{customer}")
            if values:
                pipe.hset(f"profile:{customer}", mapping=values)
            pipe.execute()


def read_profile(r, customer):
    profile = r.hgetall(f"profile:{customer}")
    if "points" in profile:
        profile["points"] = int(profile["points"])
    if "newsletter" in profile:
        profile["newsletter"] = profile["newsletter"] == "1"
    return profile or None
