# verdict: how many reads does `gather` start
import asyncio
from hashlib import sha256


async def checksums(r, keys, limit):
    pages = await asyncio.gather(*(r.get(key) for key in keys))
    return {
        key: page if page is None else sha256(page).hexdigest() for key, page in zip(keys, pages, strict=True)
    }
