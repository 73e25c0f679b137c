# verdict: does it remember what it has read
from collections import Counter
from itertools import pairwise

CACHE = {}


def percentile_range(r, keys, bounds, p):
    if tuple(keys) not in CACHE:
        with r.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.hgetall(key)
            histograms = pipe.execute()
        counts = CACHE[tuple(keys)] = Counter()
        for histogram in histograms:
            counts.update({bound: int(number) for bound, number in histogram.items()})
    counts = CACHE[tuple(keys)]
    seen = 0
    for low, high in pairwise([0, *bounds]):
        seen += counts[str(high)]
        if seen and 100 * seen >= p * counts.total():
            return low, high
    return None
