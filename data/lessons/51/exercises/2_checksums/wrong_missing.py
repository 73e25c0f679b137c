# verdict: What does `GET` reply for a key that doesn't exist
import asyncio
from hashlib import sha256


async def checksums(r, keys, limit):
    free = asyncio.Semaphore(limit)

    async def checksum(key):
        async with free:
            return sha256(await r.get(key) or b"").hexdigest()

    return dict(zip(keys, await asyncio.gather(*map(checksum, keys)), strict=True))
