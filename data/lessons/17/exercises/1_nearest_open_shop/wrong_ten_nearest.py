# verdict: Is there a limit on the number
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch(
        "shops", longitude=longitude, latitude=latitude, radius=km, unit="km", sort="ASC", count=10
    )
    is_open = r.smismember("open", names) if names else []
    return next((name for name, yes in zip(names, is_open, strict=True) if yes), None)
