def add_job(r, job):
    r.rpush("jobs", job)


def take_job(r, worker):
    return r.lmove("jobs", f"taken:{worker}", "LEFT", "RIGHT")


def finish_job(r, worker, job):
    r.lrem(f"taken:{worker}", 1, job)


def give_back(r, worker):
    taken = f"taken:{worker}"
    with r.pipeline() as pipe:
        pipe.watch(taken)
        jobs = pipe.lrange(taken, 0, -1)
        if not jobs:
            return 0
        pipe.multi()
        pipe.lpush("jobs", *reversed(jobs))
        pipe.delete(taken)
        pipe.execute()
    return len(jobs)
