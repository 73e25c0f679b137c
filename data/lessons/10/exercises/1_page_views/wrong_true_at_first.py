# verdict: returned True
def page_view(r, page):
    views = r.incr(f"views:{page}")
    return True if views == 1 else views
