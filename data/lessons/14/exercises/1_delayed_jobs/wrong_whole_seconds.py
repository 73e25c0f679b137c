# verdict: your limit leave out
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    with r.pipeline() as pipe:
        pipe.zrange("jobs", "-inf", int(now), byscore=True)
        pipe.zremrangebyscore("jobs", "-inf", int(now))
        return pipe.execute()[0]
