# verdict: returned ['a', 'd', 'b', 'e']
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    due = r.zrange("jobs", now, "-inf", desc=True, byscore=True)
    return [job for job in due if r.zrem("jobs", job)]
