# verdict: an empty page
import asyncio
from hashlib import sha256


async def checksums(r, keys, limit):
    free = asyncio.Semaphore(limit)

    async def checksum(key):
        async with free:
            page = await r.get(key)
            return sha256(page).hexdigest() if page else None

    return dict(zip(keys, await asyncio.gather(*map(checksum, keys)), strict=True))
