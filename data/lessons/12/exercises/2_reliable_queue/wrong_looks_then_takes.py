# verdict: between your copy and your delete
def add_job(r, job):
    r.lpush("jobs", job)


def take_job(r, worker):
    job = r.lindex("jobs", -1)
    if job:
        r.lpush(f"taken:{worker}", job)
        r.rpop("jobs")
    return job


def finish_job(r, worker, job):
    r.lrem(f"taken:{worker}", 1, job)


def give_back(r, worker):
    jobs = 0
    while r.lmove(f"taken:{worker}", "jobs", "LEFT", "RIGHT"):  # the one taken last goes first
        jobs += 1
    return jobs
