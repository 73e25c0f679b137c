# verdict: within 10 km returned 'far'
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch("shops", longitude=longitude, latitude=latitude, radius=20, unit="km", sort="ASC")
    is_open = r.smismember("open", names) if names else []
    return next((name for name, yes in zip(names, is_open, strict=True) if yes), None)
