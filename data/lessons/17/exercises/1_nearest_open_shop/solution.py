def nearest_open(r, longitude, latitude, km):
    """Return the nearest shop within `km` that is in the set `open`, or None."""
    names = r.geosearch("shops", longitude=longitude, latitude=latitude, radius=km, unit="km", sort="ASC")
    if not names:
        return None
    is_open = r.smismember("open", names)
    return next((name for name, yes in zip(names, is_open, strict=True) if yes), None)
