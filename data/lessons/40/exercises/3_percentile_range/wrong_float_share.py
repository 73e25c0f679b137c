# verdict: what's `7 / 100
from collections import Counter


def percentile_range(r, keys, bounds, p):
    with r.pipeline(transaction=False) as pipe:
        for key in keys:
            pipe.hgetall(key)
        histograms = pipe.execute()
    counts = Counter()
    for histogram in histograms:
        counts.update({bound: int(number) for bound, number in histogram.items()})
    seen, low = 0, 0
    for high in bounds:
        seen += counts[str(high)]
        if seen and seen >= p / 100 * counts.total():
            return low, high
        low = high
    return None
