# verdict: no worker got it
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    taken = r.zpopmin("jobs", 100)
    return [job for job, due in taken if due <= now]
