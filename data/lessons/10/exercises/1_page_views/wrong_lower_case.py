# verdict: `page_view(r, 'Home')`
def page_view(r, page):
    return r.incr(f"views:{page.lower()}")
