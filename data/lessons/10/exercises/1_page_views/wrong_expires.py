# verdict: a key that never expires
def page_view(r, page):
    views = r.incr(f"views:{page}")
    r.expire(f"views:{page}", 86_400)
    return views
