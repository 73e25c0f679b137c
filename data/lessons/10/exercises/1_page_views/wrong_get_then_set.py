# verdict: between your read and your write
def page_view(r, page):
    views = int(r.get(f"views:{page}") or 0) + 1
    r.set(f"views:{page}", views)
    return views
