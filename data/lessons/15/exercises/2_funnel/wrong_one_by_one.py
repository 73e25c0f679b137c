# verdict: 40 round trips
from math import ceil, floor


def funnel(r, steps):
    counts = [r.pfcount(f"funnel:{step}") for step in steps]
    return [(n, floor(n * (1 - 0.01625)), ceil(n * (1 + 0.01625))) for n in counts]
