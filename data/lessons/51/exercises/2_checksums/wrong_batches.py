# verdict: wait for the slowest one of them
import asyncio
from hashlib import sha256


async def checksums(r, keys, limit):
    result = {}
    for first in range(0, len(keys), limit):
        batch = keys[first : first + limit]
        pages = await asyncio.gather(*[r.get(key) for key in batch])
        result |= {
            key: sha256(page).hexdigest() if page is not None else None
            for key, page in zip(batch, pages, strict=True)
        }
    return result
