def nearest_open(r, longitude, latitude, km):
    is_open = r.smembers("open")
    place = {"longitude": longitude, "latitude": latitude, "radius": km * 1000}
    found = r.geosearch("shops", **place, withdist=True)
    distances = [(distance, name) for name, distance in found if name in is_open]
    return min(distances)[1] if distances else None
