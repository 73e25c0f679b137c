# verdict: Which command gets an empty list
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch("shops", longitude=longitude, latitude=latitude, radius=km, unit="km", sort="ASC")
    is_open = r.smismember("open", names)
    return next((name for name, yes in zip(names, is_open, strict=True) if yes), None)
