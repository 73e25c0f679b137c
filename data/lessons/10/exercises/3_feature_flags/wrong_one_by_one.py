# verdict: 250 round trips
def read_flags(r, names):
    return {name: r.get(f"flag:{name}") == "1" for name in names}
