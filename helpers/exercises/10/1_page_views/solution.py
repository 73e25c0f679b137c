def page_view(r, page):
    """Count one more view of a page under the key `views:<page>`; return how many it has now."""
    return r.incr(f"views:{page}")
