# verdict: came back as None
def read_flags(r, names):
    values = r.mget([f"flag:{name}" for name in names])
    return {name: value and value == "1" for name, value in zip(names, values, strict=True)}
