def funnel(r, steps):
    """Estimate the people of each step, `funnel:<step>`, in one round trip.

    Return a list of (people, low, high): two standard errors down and up, each of
    1.04/sqrt(16384) of the people, rounded outwards.
    """
    ...
