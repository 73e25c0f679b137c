# verdict: 250 notes were waiting
from collections import Counter


def flush(r, save):
    with r.pipeline() as pipe:
        notes = pipe.lrange("queue", 0, -1).delete("queue").execute()[0]
    if notes:
        save(Counter(map(int, notes)))
    return len(notes)
