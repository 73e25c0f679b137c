# verdict: the queue still holds
from collections import Counter


def flush(r, save):
    with r.pipeline() as pipe:
        ids, _ = pipe.lrange("queue", -100, -1).delete("queue").execute()
    if ids:
        save(Counter(map(int, ids)))
    return len(ids)
