def nearest_open(r, longitude, latitude, km):
    """Return the nearest shop of `shops`, within `km`, that is in the set `open`.

    None if there is none. At most three round trips.
    """
    ...
