# verdict: In which order does the caller expect the steps
from math import ceil, floor, sqrt


def funnel(r, steps):
    with r.pipeline(transaction=False) as pipe:
        for step in steps:
            pipe.pfcount(f"funnel:{step}")
        counts = sorted(pipe.execute(), reverse=True)
    margin = 2 * 1.04 / sqrt(16_384)
    return [(people, floor(people * (1 - margin)), ceil(people * (1 + margin))) for people in counts]
