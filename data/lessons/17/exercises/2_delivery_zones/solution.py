ZONES = [(5, 0), (20, 490), (50, 990)]  # up to so many kilometres, so many cents


def delivery_cents(r, customer):
    """Return what a delivery to the customer costs: 0, 490 or 990 cents, or None.

    Up to 5, 20 and 50 km from the nearest of `depots`. At most two round trips.
    """
    [place] = r.geopos("customers", customer)
    if place is None:
        return None
    longitude, latitude = place
    search = {"radius": 50, "unit": "km", "sort": "ASC", "count": 1, "withdist": True}
    found = r.geosearch("depots", longitude=longitude, latitude=latitude, **search)
    if not found:
        return None
    [[_depot, distance]] = found
    return next(cents for limit, cents in ZONES if distance <= limit)
