# verdict: took 2 round trips
from math import ceil, floor, sqrt


def funnel(r, steps):
    counts = []
    for at in range(0, len(steps), 20):
        with r.pipeline(transaction=False) as pipe:
            for step in steps[at : at + 20]:
                pipe.pfcount(f"funnel:{step}")
            counts += pipe.execute()
    margin = 2 * 1.04 / sqrt(16_384)
    return [(people, floor(people * (1 - margin)), ceil(people * (1 + margin))) for people in counts]
