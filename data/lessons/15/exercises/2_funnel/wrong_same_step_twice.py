# verdict: also if a step appears twice
from math import ceil, floor, sqrt


def funnel(r, steps):
    steps = list(dict.fromkeys(steps))
    with r.pipeline(transaction=False) as pipe:
        for step in steps:
            pipe.pfcount(f"funnel:{step}")
        counts = pipe.execute()
    margin = 2 * 1.04 / sqrt(16_384)
    return [(people, floor(people * (1 - margin)), ceil(people * (1 + margin))) for people in counts]
