# verdict: What's the total of no requests
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
        if 100 * seen >= p * counts.total():
            return low, high
        low = high
    return None
