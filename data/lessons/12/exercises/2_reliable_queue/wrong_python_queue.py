# verdict: in another process look for jobs
waiting = []


def add_job(r, job):
    waiting.append(job)


def take_job(r, worker):
    if waiting:
        r.lpush(f"taken:{worker}", waiting[0])
        return waiting.pop(0)
    return None


def finish_job(r, worker, job):
    r.lrem(f"taken:{worker}", 1, job)


def give_back(r, worker):
    jobs = 0
    while r.lmove(f"taken:{worker}", "jobs", "LEFT", "RIGHT"):
        jobs += 1
    return jobs
