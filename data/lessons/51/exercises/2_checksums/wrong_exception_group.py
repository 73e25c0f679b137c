# verdict: Which exception does a `TaskGroup` raise
import asyncio
from hashlib import sha256


async def checksums(r, keys, limit):
    free, result = asyncio.Semaphore(limit), {}

    async def checksum(key):
        async with free:
            page = await r.get(key)
            result[key] = None if page is None else sha256(page).hexdigest()

    async with asyncio.TaskGroup() as group:
        for key in keys:
            group.create_task(checksum(key))
    return result
