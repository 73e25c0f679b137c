# verdict: learn that a read failed
import asyncio
from hashlib import sha256


async def checksums(r, keys, limit):
    free = asyncio.Semaphore(limit)

    async def checksum(key):
        async with free:
            page = await r.get(key)
            return None if page is None else sha256(page).hexdigest()

    found = await asyncio.gather(*map(checksum, keys), return_exceptions=True)
    return dict(zip(keys, found, strict=True))
