from math import ceil, floor, sqrt


def funnel(r, steps):
    """Return (people, low, high) for each step `funnel:<step>`, in one round trip."""
    with r.pipeline(transaction=False) as pipe:
        for step in steps:
            pipe.pfcount(f"funnel:{step}")
        counts = pipe.execute()
    margin = 2 * 1.04 / sqrt(16_384)
    return [(people, floor(people * (1 - margin)), ceil(people * (1 + margin))) for people in counts]
