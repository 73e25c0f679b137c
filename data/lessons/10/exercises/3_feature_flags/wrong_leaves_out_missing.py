# verdict: What happens to a caller that reads
def read_flags(r, names):
    values = r.mget([f"flag:{name}" for name in names])
    return {name: value == "1" for name, value in zip(names, values, strict=True) if value is not None}
