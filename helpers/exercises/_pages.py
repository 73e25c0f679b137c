"""Pages in a cache, for exercises about eviction: replayed in small batches, and the room that they take."""

PAGE = "x" * 1000
BATCH = 10  # visitors at once: so few that the hits are nearly those of one after the other


def replay(r, visits, page=PAGE):
    """Cache-aside for numbers of pages: a list of 1 for a hit, 0 for a miss. A refused page is not stored."""
    hits = []
    for at in range(0, len(visits), BATCH):
        keys = [f"page:{number}" for number in visits[at : at + BATCH]]
        found = r.mget(keys)
        pipe = r.pipeline(transaction=False)
        for key, seen in zip(keys, found, strict=True):
            if seen is None:
                pipe.set(key, page, ex=3600)
        pipe.execute(raise_on_error=False)
        hits += [int(seen is not None) for seen in found]
    return hits


def room_for(ctx, *counts, page=PAGE):
    """What `maxmemory` has to be for so many pages, for each of `counts` (ascending): bytes, as a list.

    Found on the answer's own server, which is empty afterwards and has no limit.
    """
    ctx.connect()  # connections take memory too
    ctx.r.flushall()
    ctx.r.config_set("maxmemory", 0)
    rooms = []
    for before, count in zip((0, *counts), counts, strict=False):
        replay(ctx.r, range(before, count), page)
        ctx.r.connection_pool.disconnect()  # its buffers would be room for a hundred pages once they shrink
        rooms.append(ctx.r.info("memory")["used_memory"])
    ctx.r.flushall()
    return rooms
