def keep_owner(r, voucher, customer):
    """Store which customer owns a voucher. Both are numbers."""
    bucket, field = divmod(voucher, 100)
    r.hset(f"vouchers:{bucket}", field, customer)


def owners(r, vouchers):
    """Return the owners of the vouchers, in their order, with None for no owner."""
    with r.pipeline(transaction=False) as pipe:
        for voucher in vouchers:
            bucket, field = divmod(voucher, 100)
            pipe.hget(f"vouchers:{bucket}", field)
        return [None if customer is None else int(customer) for customer in pipe.execute()]
