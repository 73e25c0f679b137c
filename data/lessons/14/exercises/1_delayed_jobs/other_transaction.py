def schedule(r, job, due):
    r.execute_command("ZADD", "jobs", due, job)


def take_due(r, now):
    with r.pipeline(transaction=True) as pipe:
        pipe.zrange("jobs", "-inf", now, byscore=True)
        pipe.zremrangebyscore("jobs", "-inf", now)
        return pipe.execute()[0]
