def keep_owner(r, voucher, customer):
    """Keep which customer owns a voucher; both are numbers."""
    ...


def owners(r, vouchers):
    """Return the owners of the vouchers, in order, None for those without one."""
    ...
