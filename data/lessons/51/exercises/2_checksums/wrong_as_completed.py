# verdict: Which result belongs to which key
import asyncio
from hashlib import sha256


async def checksums(r, keys, limit):
    free, results = asyncio.Semaphore(limit), []

    async def checksum(key):
        async with free:
            page = await r.get(key)
            return None if page is None else sha256(page).hexdigest()

    for done in asyncio.as_completed([checksum(key) for key in keys]):
        results.append(await done)
    return dict(zip(keys, sorted(results, key=str), strict=True))
