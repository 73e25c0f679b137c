# verdict: of the type `int`
def page_view(r, page):
    return r.incrbyfloat(f"views:{page}", 1)
