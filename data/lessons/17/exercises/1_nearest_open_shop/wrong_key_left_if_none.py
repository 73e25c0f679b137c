# verdict: What deletes your temporary key if no shop
import secrets


def nearest_open(r, longitude, latitude, km):
    near = f"near:{secrets.token_hex(8)}"
    place = {"longitude": longitude, "latitude": latitude, "radius": km, "unit": "km"}
    r.geosearchstore(near, "shops", **place, storedist=True)
    names = r.zinter({near: 1, "open": 0})
    if not names:
        return None
    r.delete(near)
    return names[0]
