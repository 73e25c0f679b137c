from collections import Counter


def percentile_range(r, keys, bounds, p):
    with r.pipeline(transaction=False) as pipe:
        for key in keys:
            pipe.hgetall(key)
        histograms = pipe.execute()
    counts = Counter()
    for histogram in histograms:
        counts.update({bound: int(number) for bound, number in histogram.items()})
    rank = -(-p * counts.total() // 100)
    for number, high in enumerate(bounds):
        rank -= counts[str(high)]
        if rank <= 0 < counts.total():
            return (bounds[number - 1] if number else 0), high
    return None
