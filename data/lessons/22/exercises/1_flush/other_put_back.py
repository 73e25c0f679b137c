from collections import Counter


def flush(r, save):
    notes = r.rpop("queue", 100) or []
    if notes:
        try:
            save(dict(Counter(map(int, notes))))
        except Exception:
            r.rpush("queue", *reversed(notes))
            raise
    return len(notes)
