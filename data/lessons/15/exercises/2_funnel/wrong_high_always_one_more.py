# verdict: what's 0 rounded up
from math import sqrt


def funnel(r, steps):
    with r.pipeline(transaction=False) as pipe:
        for step in steps:
            pipe.pfcount(f"funnel:{step}")
        counts = pipe.execute()
    margin = 2 * 1.04 / sqrt(16_384)
    return [(people, int(people * (1 - margin)), int(people * (1 + margin)) + 1) for people in counts]
