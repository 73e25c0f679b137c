def update_profile(r, customer, changes):
    def change(pipe):
        profile = pipe.hgetall(key) | changes
        values = {f: int(v) if f == "newsletter" else v for f, v in profile.items() if v is not None}
        pipe.multi()
        pipe.delete(key)
        if values:
            pipe.hset(key, mapping=values)

    key = f"profile:{customer}"
    r.transaction(change, key)


def read_profile(r, customer):
    profile = r.hgetall(f"profile:{customer}")
    if "points" in profile:
        profile["points"] = int(profile["points"])
    if "newsletter" in profile:
        profile["newsletter"] = profile["newsletter"] == "1"
    return profile or None
