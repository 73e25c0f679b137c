import asyncio
from hashlib import sha256

from redis.asyncio import BlockingConnectionPool, Redis


async def checksums(r, keys, limit):
    options = r.connection_pool.connection_kwargs
    pool = BlockingConnectionPool(max_connections=limit, **options)
    client = Redis(connection_pool=pool)
    try:
        pages = await asyncio.gather(*(client.get(key) for key in keys))
    finally:
        await pool.disconnect()
    return {
        key: None if page is None else sha256(page).hexdigest() for key, page in zip(keys, pages, strict=True)
    }
