# verdict: In which unit do you pass the radius
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch("shops", longitude=longitude, latitude=latitude, radius=km, sort="ASC")
    if not names:
        return None
    is_open = r.smismember("open", names)
    return next((name for name, yes in zip(names, is_open, strict=True) if yes), None)
