# verdict: between your read and your write
import redis


def page_view(r, page):
    settings = r.connection_pool.connection_kwargs
    mine = redis.Redis(port=settings["port"], password=settings["password"])
    views = int(mine.get(f"views:{page}") or 0) + 1
    mine.set(f"views:{page}", views)
    return views
