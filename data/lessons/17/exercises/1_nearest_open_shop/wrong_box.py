# verdict: returned 'northwest'
def nearest_open(r, longitude, latitude, km):
    box = {"width": 2 * km, "height": 2 * km, "unit": "km"}
    names = r.geosearch("shops", longitude=longitude, latitude=latitude, **box, sort="ASC")
    if not names:
        return None
    is_open = r.smismember("open", names)
    return next((name for name, yes in zip(names, is_open, strict=True) if yes), None)
