# verdict: Which command knows how far apart
def delivery_cents(r, customer):
    [place] = r.geopos("customers", customer)
    if place is None:
        return None
    longitude, latitude = place
    search = {"radius": 90, "unit": "km", "withcoord": True}
    found = r.geosearch("depots", longitude=longitude, latitude=latitude, **search)
    if not found:
        return None
    distance = min(((x - longitude) ** 2 + (y - latitude) ** 2) ** 0.5 * 111.226 for _, (x, y) in found)
    return 0 if distance <= 5 else 490 if distance <= 20 else 990 if distance <= 50 else None
