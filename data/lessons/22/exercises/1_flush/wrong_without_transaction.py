# verdict: two workers saved
from collections import Counter


def flush(r, save):
    with r.pipeline(transaction=False) as pipe:
        ids, _ = pipe.lrange("queue", -100, -1).ltrim("queue", 0, -101).execute()
    if ids:
        save(Counter(int(one) for one in ids))
    return len(ids)
