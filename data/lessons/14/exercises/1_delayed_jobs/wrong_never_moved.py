# verdict: a job moved from 10 to 50
def schedule(r, job, due):
    r.zadd("jobs", {job: due}, nx=True)


def take_due(r, now):
    due = r.zrange("jobs", "-inf", now, byscore=True)
    return [job for job in due if r.zrem("jobs", job)]
