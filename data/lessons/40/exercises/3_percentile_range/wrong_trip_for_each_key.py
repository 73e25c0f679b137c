# verdict: Which of these commands can be sent together
from collections import Counter


def percentile_range(r, keys, bounds, p):
    counts = Counter()
    for key in keys:
        counts.update({bound: int(number) for bound, number in r.hgetall(key).items()})
    seen, low = 0, 0
    for high in bounds:
        seen += counts[str(high)]
        if seen and 100 * seen >= p * counts.total():
            return low, high
        low = high
    return None
