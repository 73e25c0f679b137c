# verdict: Which keys does this number count
from math import ceil, floor


def funnel(r, steps):
    n = r.pfcount(*(f"funnel:{step}" for step in steps))
    return [(n, floor(n * (1 - 0.01625)), ceil(n * (1 + 0.01625))) for _ in steps]
