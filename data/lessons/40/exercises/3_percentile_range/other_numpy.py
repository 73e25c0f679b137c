import numpy as np


def percentile_range(r, keys, bounds, p):
    with r.pipeline(transaction=False) as pipe:
        for key in keys:
            pipe.hmget(key, [str(bound) for bound in bounds])
        counts = np.array([[int(one or 0) for one in reply] for reply in pipe.execute()])
    if not counts.sum():
        return None
    seen = counts.sum(axis=0).cumsum()
    bucket = int(np.argmax(100 * seen >= p * seen[-1]))
    return (bounds[bucket - 1] if bucket else 0), bounds[bucket]
