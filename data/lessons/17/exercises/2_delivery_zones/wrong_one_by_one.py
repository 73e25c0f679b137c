# verdict: with 40 depots it took
def delivery_cents(r, customer):
    [place] = r.geopos("customers", customer)
    if place is None:
        return None
    longitude, latitude = place
    names = r.geosearch("depots", longitude=longitude, latitude=latitude, radius=50, unit="km")
    r.geoadd("depots", [longitude, latitude, "customer"])
    distances = [r.geodist("depots", "customer", name, "km") for name in names]
    r.zrem("depots", "customer")
    if not distances:
        return None
    distance = min(distances)
    return 0 if distance <= 5 else 490 if distance <= 20 else 990
