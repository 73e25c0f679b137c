# verdict: read the profile while some of its fields are missing
def update_profile(r, customer, changes):
    if not changes:
        return
    key = f"profile:{customer}"
    r.hdel(key, *changes)
    known = {f: int(v) if f == "newsletter" else v for f, v in changes.items() if v is not None}
    if known:
        r.hset(key, mapping=known)


def read_profile(r, customer):
    profile = r.hgetall(f"profile:{customer}")
    if "points" in profile:
        profile["points"] = int(profile["points"])
    if "newsletter" in profile:
        profile["newsletter"] = profile["newsletter"] == "1"
    return profile or None
