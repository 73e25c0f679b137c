# verdict: one call of yours move at most
def add_job(r, job):
    r.lpush("jobs", job)


def take_job(r, worker):
    return r.lmove("jobs", f"taken:{worker}", "RIGHT", "LEFT")


def finish_job(r, worker, job):
    r.lrem(f"taken:{worker}", 1, job)


def give_back(r, worker):
    jobs = 0
    while jobs < 10 and r.lmove(f"taken:{worker}", "jobs", "LEFT", "RIGHT"):
        jobs += 1
    return jobs
