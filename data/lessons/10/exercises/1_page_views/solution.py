def page_view(r, page):
    """Count one more view of a page in the key `views:<page>`; return the new count."""
    return r.incr(f"views:{page}")
