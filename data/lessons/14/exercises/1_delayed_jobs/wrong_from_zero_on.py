# verdict: Where does your range begin and end
def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    with r.pipeline() as pipe:
        pipe.zrange("jobs", 1, now, byscore=True)
        pipe.zremrangebyscore("jobs", 1, now)
        return pipe.execute()[0]
