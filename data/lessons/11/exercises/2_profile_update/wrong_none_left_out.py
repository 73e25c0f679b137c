# verdict: the field `city`: 'Porto'
def update_profile(r, customer, changes):
    values = {f: int(v) if f == "newsletter" else v for f, v in changes.items() if v is not None}
    if values:
        r.hset(f"profile:{customer}", mapping=values)


def read_profile(r, customer):
    profile = r.hgetall(f"profile:{customer}")
    if "points" in profile:
        profile["points"] = int(profile["points"])
    if "newsletter" in profile:
        profile["newsletter"] = profile["newsletter"] == "1"
    return profile or None
