# verdict: `page_view(r, 'a:b')` returned 1
def page_view(r, page):
    r.set(f"views:{page}", 1)
    return 1
