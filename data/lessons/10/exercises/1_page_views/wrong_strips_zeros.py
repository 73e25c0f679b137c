# verdict: exactly as it is
def page_view(r, page):
    return r.incr(f"views:{page.strip('0') or page}")
