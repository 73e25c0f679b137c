COUNT = """
redis.call('HINCRBY', KEYS[1], ARGV[1], 1)
redis.call('PFADD', KEYS[2], ARGV[2])
redis.call('EXPIRE', KEYS[1], 86400)
redis.call('EXPIRE', KEYS[2], 86400)
"""


def count_view(r, visitor, product_id):
    r.eval(COUNT, 2, "views", "visitors", product_id, visitor)


def dashboard(r):
    with r.pipeline() as pipe:
        views, visitors = pipe.hgetall("views").pfcount("visitors").execute()
    return {"views": dict(zip(map(int, views), map(int, views.values()), strict=True)), "visitors": visitors}
