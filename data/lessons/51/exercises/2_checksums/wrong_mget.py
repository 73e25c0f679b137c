# verdict: fit in memory
from hashlib import sha256


async def checksums(r, keys, limit):
    pages = await r.mget(keys) if keys else []
    return {
        key: page if page is None else sha256(page).hexdigest() for key, page in zip(keys, pages, strict=True)
    }
