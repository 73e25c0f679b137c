# verdict: c (3 km) and d (4 km) open, `nearest_open` returned None
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch(
        "shops", longitude=longitude, latitude=latitude, radius=km, unit="km", sort="ASC", count=1
    )
    return names[0] if names and r.sismember("open", names[0]) else None
