def join(r, customer):
    """Add a customer to the end of the list `waiting`; return the place, from 1."""
    return r.rpush("waiting", customer)
