# verdict: Where does your bound come from
import asyncio
from hashlib import sha256


async def checksums(r, keys, limit):
    free = asyncio.Semaphore(3)

    async def checksum(key):
        async with free:
            page = await r.get(key)
            return None if page is None else sha256(page).hexdigest()

    return dict(zip(keys, await asyncio.gather(*map(checksum, keys)), strict=True))
