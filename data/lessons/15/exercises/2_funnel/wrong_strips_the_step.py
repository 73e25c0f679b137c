# verdict: Which of the numbers differs, and how do you compute it?
from math import ceil, floor, sqrt


def funnel(r, steps):
    p = r.pipeline(transaction=False)
    for s in steps:
        p.pfcount(f"funnel:{s.strip()}")
    counts = p.execute()
    m = 2 * 1.04 / sqrt(16384)
    return [(c, floor(c * (1 - m)), ceil(c * (1 + m))) for c in counts]
