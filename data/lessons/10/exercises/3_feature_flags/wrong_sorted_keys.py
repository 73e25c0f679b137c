# verdict: in which order are your names
def read_flags(r, names):
    values = r.mget([f"flag:{name}" for name in sorted(names, key=lambda name: name[::-1])])
    return {name: value == "1" for name, value in zip(names, values, strict=True)}
