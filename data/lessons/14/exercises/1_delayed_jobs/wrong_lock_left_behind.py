# verdict: never expires
import time


def schedule(r, job, due):
    while not r.set("lock:jobs", 1, nx=True):
        time.sleep(0.01)
    r.zadd("jobs", {job: due})
    r.delete("lock:jobs")


def take_due(r, now):
    while not r.set("lock:jobs", 1, nx=True):
        time.sleep(0.01)
    due = r.zrange("jobs", "-inf", now, byscore=True)
    if due:
        r.zrem("jobs", *due)
    r.delete("lock:jobs")
    return due
