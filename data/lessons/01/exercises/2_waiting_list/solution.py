def join(r, customer):
    """Put a customer at the end of the list `waiting`; return the place, from 1."""
    return r.rpush("waiting", customer)
