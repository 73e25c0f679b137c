# verdict: at 100, `take_due` returned []
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    due = r.zrange("jobs", "-inf", f"({now}", byscore=True)
    return [job for job in due if r.zrem("jobs", job)]
