def schedule(r, job, due):
    """Note in the sorted set `jobs` that a job is due at a moment, in seconds."""
    r.zadd("jobs", {job: due})


def take_due(r, now):
    """Remove the jobs that are due by `now` and return them as a list, first due first.

    Of several workers that call it at once, each gets jobs that no other gets.
    """
    due = r.zrange("jobs", "-inf", now, byscore=True)
    return [job for job in due if r.zrem("jobs", job) == 1]
