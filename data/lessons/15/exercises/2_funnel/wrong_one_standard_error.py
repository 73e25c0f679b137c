# verdict: with 2008 people, `low` is 1991
from math import ceil, floor


def funnel(r, steps):
    with r.pipeline(transaction=False) as pipe:
        for step in steps:
            pipe.pfcount(f"funnel:{step}")
        counts = pipe.execute()
    margin = 1.04 / 128
    return [(n, floor(n * (1 - margin)), ceil(n * (1 + margin))) for n in counts]
