# verdict: with 8989 people, `low` is 8843
def funnel(r, steps):
    with r.pipeline(transaction=False) as pipe:
        for step in steps:
            pipe.pfcount(f"funnel:{step}")
        counts = pipe.execute()
    margin = 2 * 1.04 / 128
    return [(n, round(n * (1 - margin)), round(n * (1 + margin))) for n in counts]
