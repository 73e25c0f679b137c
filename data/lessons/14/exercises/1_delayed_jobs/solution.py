def schedule(r, job, due):
    """Note in the sorted set `jobs` that a job is due at a moment, in seconds."""
    r.zadd("jobs", {job: due})


def take_due(r, now):
    """Remove the jobs that are due by `now` and return them as a list, first due first.

    Of several workers that call it at once, each gets jobs that no other gets.
    """
    with r.pipeline() as pipe:  # a transaction: no job is moved between the look and the removal
        pipe.zrange("jobs", "-inf", now, byscore=True)
        pipe.zremrangebyscore("jobs", "-inf", now)
        return pipe.execute()[0]
