def keep_owner(r, voucher, customer):
    """Store which customer owns a voucher. Both are numbers."""
    ...


def owners(r, vouchers):
    """Return the owners of the vouchers, in their order, with None for no owner."""
    ...
