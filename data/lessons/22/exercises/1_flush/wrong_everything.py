# verdict: one call saved 250
from collections import Counter


def flush(r, save):
    with r.pipeline() as pipe:
        ids = pipe.lrange("queue", 0, -1).delete("queue").execute()[0]
    if ids:
        save(Counter(map(int, ids)))
    return len(ids)
