# verdict: is a string
def allow(r, customer, limit, window):
    with r.pipeline() as pipe:
        count, _ = pipe.incr(f"log:{customer}").expire(f"log:{customer}", window, nx=True).execute()
    return count <= limit
