import redis


def schedule(r, job, due):
    r.execute_command("ZADD", "jobs", due, job)


def take_due(r, now):
    with r.pipeline() as pipe:
        while True:
            try:
                pipe.watch("jobs")
                due = pipe.zrange("jobs", "-inf", now, byscore=True)
                if not due:
                    return []
                pipe.multi()
                pipe.zrem("jobs", *due)
                pipe.execute()
                return due
            except redis.WatchError:
                continue
