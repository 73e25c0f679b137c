def delivery_cents(r, customer):
    """Return what a delivery to the customer costs: 0, 490 or 990 cents, or None.

    Up to 5, 20 and 50 km from the nearest of `depots`. At most two round trips.
    """
    ...
