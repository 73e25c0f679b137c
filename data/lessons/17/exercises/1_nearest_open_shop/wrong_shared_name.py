# verdict: into the key that you read
def nearest_open(r, longitude, latitude, km):
    place = {"longitude": longitude, "latitude": latitude, "radius": km, "unit": "km"}
    r.geosearchstore("near", "shops", **place, storedist=True)
    names = r.zinter({"near": 1, "open": 0})
    r.delete("near")
    return names[0] if names else None
