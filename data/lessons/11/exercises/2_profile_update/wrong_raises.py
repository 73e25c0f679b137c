# verdict: mapping=changes)
def update_profile(r, customer, changes):
    r.hset(f"profile:{customer}", mapping=changes)


def read_profile(r, customer):
    profile = r.hgetall(f"profile:{customer}")
    if "points" in profile:
        profile["points"] = int(profile["points"])
    if "newsletter" in profile:
        profile["newsletter"] = profile["newsletter"] == "1"
    return profile or None
