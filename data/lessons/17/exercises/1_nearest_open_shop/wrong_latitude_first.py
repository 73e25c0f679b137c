# verdict: In which order do you pass the coordinates
def nearest_open(r, longitude, latitude, km):
    names = r.geosearch("shops", longitude=latitude, latitude=longitude, radius=km, unit="km", sort="ASC")
    return names[0] if names else None
