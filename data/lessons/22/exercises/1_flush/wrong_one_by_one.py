# verdict: lets `RPOP` take several
from collections import Counter


def flush(r, save):
    ids = []
    while len(ids) < 100 and (one := r.rpop("queue")) is not None:
        ids.append(int(one))
    if ids:
        save(Counter(ids))
    return len(ids)
