# verdict: Does your function remember a flag
seen = {}


def read_flags(r, names):
    new = [name for name in names if name not in seen]
    if new:
        values = r.mget([f"flag:{name}" for name in new])
        seen.update({name: value == "1" for name, value in zip(new, values, strict=True)})
    return {name: seen[name] for name in names}
