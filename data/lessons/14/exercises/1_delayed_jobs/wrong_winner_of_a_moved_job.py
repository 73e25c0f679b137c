# verdict: is it still due
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    due = r.zrange("jobs", "-inf", now, byscore=True)
    return [job for job in due if r.zrem("jobs", job) == 1]
