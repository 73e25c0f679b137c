# verdict: the only job that isn't due yet
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    return r.zrange("jobs", "-inf", now, byscore=True)
