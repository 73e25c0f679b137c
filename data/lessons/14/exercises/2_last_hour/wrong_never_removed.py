# verdict: three views count, and `views:kettle` holds 4
import uuid


def count_view(r, product, now):
    key = f"views:{product}"
    r.zadd(key, {str(uuid.uuid4()): now})
    r.expire(key, 3600)
    return r.zcount(key, f"({now - 3600}", "+inf")
