# verdict: every view so far
def page_view(r, page):
    return r.append(f"views:{page}", "x")
