# verdict: Which keys do you read for these names
def read_flags(r, names):
    return {name: value == "1" for name, value in zip(names, r.mget(names), strict=True)}
