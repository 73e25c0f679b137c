# verdict: `nearest_open` returned 'a'
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch("shops", longitude=longitude, latitude=latitude, radius=km, unit="km", sort="ASC")
    return names[0] if names else None
