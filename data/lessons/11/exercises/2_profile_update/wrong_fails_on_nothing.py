# verdict: send if there's nothing to set
def update_profile(r, customer, changes):
    known = {field: value for field, value in changes.items() if value is not None}
    unknown = [field for field, value in changes.items() if value is None]
    if "newsletter" in known:
        known["newsletter"] = int(known["newsletter"])
    with r.pipeline() as pipe:
        pipe.hset(f"profile:{customer}", mapping=known)
        if unknown:
            pipe.hdel(f"profile:{customer}", *unknown)
        pipe.execute()


def read_profile(r, customer):
    profile = r.hgetall(f"profile:{customer}")
    if "points" in profile:
        profile["points"] = int(profile["points"])
    if "newsletter" in profile:
        profile["newsletter"] = profile["newsletter"] == "1"
    return profile or None
