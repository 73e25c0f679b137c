# verdict: and no member `remind:ana`
def schedule(r, job, due):
    r.zadd("jobs", {f"{due}:{job}": due})


def take_due(r, now):
    due = r.zrange("jobs", "-inf", now, byscore=True)
    return [job.split(":", 1)[1] for job in due if r.zrem("jobs", job)]
