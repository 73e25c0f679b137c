from collections import Counter


def flush(r, save):
    ids = r.rpop("queue", 100) or []
    if ids:
        try:
            save(dict(Counter(map(int, ids))))
        except Exception:
            r.rpush("queue", *reversed(ids))
            raise
    return len(ids)
