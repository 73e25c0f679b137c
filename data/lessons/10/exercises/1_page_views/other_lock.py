def page_view(r, page):
    with r.lock(f"lock:{page}", timeout=10, sleep=0.01):
        views = int(r.get(f"views:{page}") or 0) + 1
        r.set(f"views:{page}", views)
        return views
