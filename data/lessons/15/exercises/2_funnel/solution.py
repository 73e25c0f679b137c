from math import ceil, floor, sqrt


def funnel(r, steps):
    """Estimate the people of each step, `funnel:<step>`, in one round trip.

    Return a list of (people, low, high): two standard errors down and up, each of
    1.04/sqrt(16384) of the people, rounded outwards.
    """
    with r.pipeline(transaction=False) as pipe:
        for step in steps:
            pipe.pfcount(f"funnel:{step}")
        counts = pipe.execute()
    margin = 2 * 1.04 / sqrt(16_384)
    return [(people, floor(people * (1 - margin)), ceil(people * (1 + margin))) for people in counts]
