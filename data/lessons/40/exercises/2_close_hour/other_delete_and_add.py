def close_hour(r, hour):
    with r.pipeline() as pipe:
        for minute in range(60):
            pipe.hgetall(f"views:minute:{60 * hour + minute}")
        replies = pipe.execute()
    views = [(page, int(n)) for reply in replies for page, n in reply.items()]
    if views:
        key = f"views:hour:{hour}"
        with r.pipeline() as pipe:
            pipe.delete(key)
            for page, number in views:
                pipe.hincrby(key, page, number)
            pipe.expire(key, 604_800)
            pipe.execute()
    return sum(number for _, number in views)
