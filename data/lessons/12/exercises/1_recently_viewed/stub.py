def see(r, customer, product):
    """Put a product in front of the list `recent:<customer>`: 10 at most, none twice.

    The key expires 30 days after the last view.
    """
    ...
