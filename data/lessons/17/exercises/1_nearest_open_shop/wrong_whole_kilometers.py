# verdict: within 12.5 km returned None
def nearest_open(r, longitude, latitude, km):
    place = {"longitude": longitude, "latitude": latitude, "radius": int(km), "unit": "km"}
    names = r.geosearch("shops", **place, sort="ASC")
    if not names:
        return None
    is_open = r.smismember("open", names)
    return next((name for name, yes in zip(names, is_open, strict=True) if yes), None)
