import math


def funnel(r, steps):
    pipe = r.pipeline()
    for step in steps:
        pipe.pfcount("funnel:" + step)
    rows = []
    for people in pipe.execute():
        error = 2 * people * 1.04 / 128
        rows.append((people, math.floor(people - error), math.ceil(people + error)))
    return rows
