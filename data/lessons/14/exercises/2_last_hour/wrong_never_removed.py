# verdict: How large is the key after a year
import uuid


def count_view(r, product, now):
    key = f"views:{product}"
    with r.pipeline() as pipe:
        pipe.zadd(key, {str(uuid.uuid4()): now})
        pipe.expire(key, 3600)
        pipe.zcount(key, f"({now - 3600}", "+inf")
        return pipe.execute()[-1]
