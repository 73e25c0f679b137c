# verdict: for a job that is due at 100
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    due = r.zrange("jobs", 0, now)
    return [job for job in due if r.zrem("jobs", job)]
