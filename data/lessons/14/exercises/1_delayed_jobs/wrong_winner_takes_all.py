# verdict: that it doesn't return
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    due = r.zrange("jobs", "-inf", now, byscore=True)
    return due if r.zremrangebyscore("jobs", "-inf", now) else []
