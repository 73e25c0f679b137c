# verdict: or those of the keys in Redis
def read_flags(r, names):
    keys = [f"flag:{name}" for name in names]
    return {key: value == "1" for key, value in zip(keys, r.mget(keys), strict=True)}
