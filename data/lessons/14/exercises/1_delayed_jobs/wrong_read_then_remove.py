# verdict: to the worker that removes a job
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    due = r.zrange("jobs", "-inf", now, byscore=True)
    if due:
        r.zrem("jobs", *due)
    return due
