# verdict: a job moved from 50 to 10
def schedule(r, job, due):
    r.zadd("jobs", {job: due}, gt=True)


def take_due(r, now):
    with r.pipeline() as pipe:
        pipe.zrange("jobs", "-inf", now, byscore=True)
        pipe.zremrangebyscore("jobs", "-inf", now)
        return pipe.execute()[0]
