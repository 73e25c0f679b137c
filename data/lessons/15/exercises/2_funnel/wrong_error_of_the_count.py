# verdict: with 2008 people, `low` is 1918
from math import ceil, floor, sqrt


def funnel(r, steps):
    with r.pipeline(transaction=False) as pipe:
        for step in steps:
            pipe.pfcount(f"funnel:{step}")
        counts = pipe.execute()
    return [(n, floor(n - 2 * sqrt(n)), ceil(n + 2 * sqrt(n))) for n in counts]
