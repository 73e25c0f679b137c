import asyncio
from hashlib import sha256


async def checksums(r, keys, limit):
    """Return key → SHA-256 of each value, with at most `limit` reads at the same moment."""
    free = asyncio.Semaphore(limit)

    async def checksum(key):
        async with free:
            page = await r.get(key)
            return None if page is None else sha256(page).hexdigest()

    return dict(zip(keys, await asyncio.gather(*map(checksum, keys)), strict=True))
