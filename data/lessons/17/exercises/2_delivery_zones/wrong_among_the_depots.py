# verdict: What do you store among the depots
def delivery_cents(r, customer):
    with r.pipeline() as pipe:
        pipe.geopos("customers", customer)
        place = pipe.execute()[0][0]
    if place is None:
        return None
    with r.pipeline() as pipe:
        pipe.geosearch("depots", longitude=place[0], latitude=place[1], radius=50, unit="km", withdist=True)
        pipe.geoadd("depots", [*place, customer])
        pipe.zrem("depots", customer)
        found = pipe.execute()[0]
    distance = min((distance for _, distance in found), default=99)
    return 0 if distance <= 5 else 490 if distance <= 20 else 990 if distance <= 50 else None
