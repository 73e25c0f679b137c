def add_job(r, job):
    """Add a job to the queue `jobs`."""
    r.lpush("jobs", job)


def take_job(r, worker):
    """Move the next job to `taken:<worker>` and return it, or return None at once."""
    return r.lmove("jobs", f"taken:{worker}", "RIGHT", "LEFT")


def finish_job(r, worker, job):
    """Remove the job from `taken:<worker>`, once."""
    r.lrem(f"taken:{worker}", 1, job)


def give_back(r, worker):
    """Make the jobs in `taken:<worker>` the next ones, in order, and return how many."""
    jobs = 0
    while r.lmove(f"taken:{worker}", "jobs", "LEFT", "RIGHT"):  # the newest first, so the oldest ends up next
        jobs += 1
    return jobs
