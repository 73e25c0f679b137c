# verdict: fit in memory
from hashlib import sha256


async def checksums(r, keys, limit):
    pipe = r.pipeline(transaction=False)
    for key in keys:
        pipe.get(key)
    pages = await pipe.execute()
    return {
        key: page if page is None else sha256(page).hexdigest() for key, page in zip(keys, pages, strict=True)
    }
