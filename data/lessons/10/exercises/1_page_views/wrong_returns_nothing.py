# verdict: returned None
def page_view(r, page):
    r.incr(f"views:{page}")
