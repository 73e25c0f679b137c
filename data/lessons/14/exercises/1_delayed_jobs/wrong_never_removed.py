# verdict: after that `jobs` holds
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    return r.zrange("jobs", "-inf", now, byscore=True)
