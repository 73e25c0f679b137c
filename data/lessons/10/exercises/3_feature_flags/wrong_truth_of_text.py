# verdict: `new-cart` is "0" on the server and True
def read_flags(r, names):
    values = r.mget([f"flag:{name}" for name in names])
    return {name: bool(value) for name, value in zip(names, values, strict=True)}
