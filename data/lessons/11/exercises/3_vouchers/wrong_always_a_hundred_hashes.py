# verdict: how many of them share a key
def keep_owner(r, voucher, customer):
    field, bucket = divmod(voucher, 100)
    r.hset(f"vouchers:{bucket}", field, customer)


def owners(r, vouchers):
    with r.pipeline(transaction=False) as pipe:
        for voucher in vouchers:
            field, bucket = divmod(voucher, 100)
            pipe.hget(f"vouchers:{bucket}", field)
        return [None if customer is None else int(customer) for customer in pipe.execute()]
