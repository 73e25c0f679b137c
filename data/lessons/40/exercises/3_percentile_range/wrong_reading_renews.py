# verdict: How long does a histogram live
from collections import Counter
from itertools import pairwise


def percentile_range(r, keys, bounds, p):
    with r.pipeline(transaction=False) as pipe:
        for key in keys:
            pipe.hgetall(key)
        for key in keys:
            pipe.expire(key, 7200)
        histograms = pipe.execute()[: len(keys)]
    counts = Counter()
    for histogram in histograms:
        counts.update({bound: int(number) for bound, number in histogram.items()})
    seen = 0
    for low, high in pairwise([0, *bounds]):
        seen += counts[str(high)]
        if seen and 100 * seen >= p * counts.total():
            return low, high
    return None
