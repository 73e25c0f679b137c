# verdict: bounds how many it takes
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    due = r.zrange("jobs", "-inf", now, byscore=True, offset=0, num=10)
    if due:
        r.zrem("jobs", *due)
    return due
