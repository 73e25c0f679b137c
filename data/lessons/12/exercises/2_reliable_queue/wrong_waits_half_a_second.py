# verdict: which waits when there is nothing to get
def add_job(r, job):
    r.lpush("jobs", job)


def take_job(r, worker):
    return r.blmove("jobs", f"taken:{worker}", 0.5, "RIGHT", "LEFT")


def finish_job(r, worker, job):
    r.lrem(f"taken:{worker}", 1, job)


def give_back(r, worker):
    jobs = 0
    while r.lmove(f"taken:{worker}", "jobs", "LEFT", "RIGHT"):
        jobs += 1
    return jobs
