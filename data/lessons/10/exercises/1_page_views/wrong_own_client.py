# verdict: between your read and your write
import redis


def page_view(r, page):
    mine = redis.Redis(port=r.connection_pool.connection_kwargs["port"])
    views = int(mine.get(f"views:{page}") or 0) + 1
    mine.set(f"views:{page}", views)
    return views
