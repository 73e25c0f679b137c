import asyncio
import hashlib


async def checksums(r, keys, limit):
    found, waiting = {}, iter(keys)

    async def worker():
        for key in waiting:
            page = await r.get(key)
            found[key] = page if page is None else hashlib.sha256(page).hexdigest()

    await asyncio.gather(*(worker() for _ in range(limit)))
    return found
