# verdict: 250 flags took 3 round trips
def read_flags(r, names):
    flags = {}
    for first in range(0, len(names), 100):
        some = names[first : first + 100]
        values = r.mget([f"flag:{name}" for name in some])
        flags |= {name: value == "1" for name, value in zip(some, values, strict=True)}
    return flags
