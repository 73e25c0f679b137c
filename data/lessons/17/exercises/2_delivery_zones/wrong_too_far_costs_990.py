# verdict: a customer 50.05 km from the depot, `delivery_cents` returned 990
def delivery_cents(r, customer):
    [place] = r.geopos("customers", customer)
    if place is None:
        return None
    longitude, latitude = place
    search = {"radius": 1000, "unit": "km", "sort": "ASC", "count": 1, "withdist": True}
    found = r.geosearch("depots", longitude=longitude, latitude=latitude, **search)
    if not found:
        return None
    distance = found[0][1]
    return 0 if distance <= 5 else 490 if distance <= 20 else 990
