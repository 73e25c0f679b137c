# verdict: which one does it choose
def add_job(r, job):
    r.lpush("jobs", job)


def take_job(r, worker):
    return r.lmove("jobs", f"taken:{worker}", "RIGHT", "LEFT")


def finish_job(r, worker, job):
    r.lpop(f"taken:{worker}")


def give_back(r, worker):
    jobs = 0
    while r.lmove(f"taken:{worker}", "jobs", "LEFT", "RIGHT"):
        jobs += 1
    return jobs
