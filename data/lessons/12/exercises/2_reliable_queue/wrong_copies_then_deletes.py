# verdict: between your copy and your delete
def add_job(r, job):
    r.lpush("jobs", job)


def take_job(r, worker):
    return r.lmove("jobs", f"taken:{worker}", "RIGHT", "LEFT")


def finish_job(r, worker, job):
    r.lrem(f"taken:{worker}", 1, job)


def give_back(r, worker):
    jobs = r.lrange(f"taken:{worker}", 0, -1)
    if jobs:
        r.rpush("jobs", *jobs)
    r.delete(f"taken:{worker}")
    return len(jobs)
