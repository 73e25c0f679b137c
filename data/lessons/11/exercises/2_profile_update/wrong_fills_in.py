# verdict: a name only was read as
def update_profile(r, customer, changes):
    known = {field: value for field, value in changes.items() if value is not None}
    unknown = [field for field, value in changes.items() if value is None]
    if "newsletter" in known:
        known["newsletter"] = int(known["newsletter"])
    with r.pipeline() as pipe:
        if known:
            pipe.hset(f"profile:{customer}", mapping=known)
        if unknown:
            pipe.hdel(f"profile:{customer}", *unknown)
        pipe.execute()


def read_profile(r, customer):
    profile = r.hgetall(f"profile:{customer}")
    if not profile:
        return None
    texts = {"name": profile.get("name"), "city": profile.get("city")}
    newsletter = profile.get("newsletter") == "1"
    return texts | {"points": int(profile.get("points", 0)), "newsletter": newsletter}
