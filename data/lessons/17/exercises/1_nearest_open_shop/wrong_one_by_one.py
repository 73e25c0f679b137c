# verdict: it took 1002 round trips
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch("shops", longitude=longitude, latitude=latitude, radius=km, unit="km", sort="ASC")
    return next((name for name in names if r.sismember("open", name)), None)
