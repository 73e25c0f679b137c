# verdict: and 9 km (south) away, `nearest_open` returned 'south'
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch("shops", longitude=longitude, latitude=latitude, radius=km, unit="km", sort="DESC")
    return next((name for name in names if r.sismember("open", name)), None)
