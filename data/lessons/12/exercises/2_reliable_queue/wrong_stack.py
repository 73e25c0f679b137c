# verdict: returned 'c' first
def add_job(r, job):
    r.rpush("jobs", job)


def take_job(r, worker):
    return r.lmove("jobs", f"taken:{worker}", "RIGHT", "LEFT")


def finish_job(r, worker, job):
    r.lrem(f"taken:{worker}", 1, job)


def give_back(r, worker):
    jobs = 0
    while r.lmove(f"taken:{worker}", "jobs", "LEFT", "RIGHT"):  # the one taken last goes first
        jobs += 1
    return jobs
