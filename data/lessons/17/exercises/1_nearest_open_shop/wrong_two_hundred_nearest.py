# verdict: Is there a limit on the number
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch(
        "shops", longitude=longitude, latitude=latitude, radius=km, unit="km", sort="ASC", count=200
    )
    if not names:
        return None
    ok = r.smismember("open", names)
    return next((n for n, y in zip(names, ok, strict=True) if y), None)
