# verdict: at least `p` percent of the requests
from collections import Counter


def percentile_range(r, keys, bounds, p):
    with r.pipeline(transaction=False) as pipe:
        for key in keys:
            pipe.hgetall(key)
        histograms = pipe.execute()
    counts = Counter()
    for histogram in histograms:
        counts.update({bound: int(number) for bound, number in histogram.items()})
    seen = 0
    for field in sorted(counts):
        seen += counts[field]
        high = float(field) if field == "inf" else int(field)
        if seen and 100 * seen >= p * counts.total():
            index = bounds.index(high)
            return (bounds[index - 1] if index else 0), high
    return None
