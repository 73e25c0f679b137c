# verdict: without their moments
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    with r.pipeline() as pipe:
        pipe.zrange("jobs", "-inf", now, byscore=True, withscores=True)
        pipe.zremrangebyscore("jobs", "-inf", now)
        return pipe.execute()[0]
