# verdict: `views:kettle` is a string
def count_view(r, product, now):
    views = r.incr(f"views:{product}")
    r.expire(f"views:{product}", 3600)
    return views
