# verdict: object is not subscriptable
def delivery_cents(r, customer):
    place = r.geopos("customers", customer)[0]
    longitude, latitude = place[0], place[1]
    search = {"radius": 50, "unit": "km", "sort": "ASC", "count": 1, "withdist": True}
    found = r.geosearch("depots", longitude=longitude, latitude=latitude, **search)
    if not found:
        return None
    distance = found[0][1]
    return 0 if distance <= 5 else 490 if distance <= 20 else 990
