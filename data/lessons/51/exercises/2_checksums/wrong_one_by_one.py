# verdict: one read at a time
from hashlib import sha256


async def checksums(r, keys, limit):
    result = {}
    for key in keys:
        page = await r.get(key)
        result[key] = None if page is None else sha256(page).hexdigest()
    return result
