# verdict: if its process crashes
def page_view(r, page):
    while not r.set(f"views:lock:{page}", 1, nx=True):
        pass
    n = int(r.get(f"views:{page}") or 0) + 1
    r.set(f"views:{page}", n)
    r.delete(f"views:lock:{page}")
    return n
