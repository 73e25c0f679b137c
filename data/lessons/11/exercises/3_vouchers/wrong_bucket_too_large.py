# verdict: has 612 fields
def keep_owner(r, voucher, customer):
    bucket, field = divmod(voucher, 1000)
    r.hset(f"vouchers:{bucket}", field, customer)


def owners(r, vouchers):
    with r.pipeline(transaction=False) as pipe:
        for voucher in vouchers:
            bucket, field = divmod(voucher, 1000)
            pipe.hget(f"vouchers:{bucket}", field)
        return [None if customer is None else int(customer) for customer in pipe.execute()]
