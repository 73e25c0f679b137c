from collections import Counter


def flush(r, save):
    with r.pipeline() as pipe:
        for _ in range(100):
            pipe.rpop("queue")
        ids = [int(one) for one in pipe.execute() if one is not None]
    if ids:
        save(dict(Counter(ids)))
    return len(ids)
