# verdict: `page_view(r, 'ü')` returned 1 2
def page_view(r, page):
    r.set(f"views:{page}", 1)
    return 1
