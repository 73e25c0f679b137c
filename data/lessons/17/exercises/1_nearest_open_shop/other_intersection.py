def nearest_open(r, longitude, latitude, km):
    with r.pipeline(transaction=True) as pipe:
        pipe.geosearchstore(
            "near",
            "shops",
            longitude=longitude,
            latitude=latitude,
            radius=km,
            unit="km",
            storedist=True,
        )
        pipe.zinter({"near": 1, "open": 0})
        pipe.delete("near")
        names = pipe.execute()[1]
    return names[0] if names else None
