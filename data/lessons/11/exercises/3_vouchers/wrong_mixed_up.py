# verdict: have the same key and the same field
def keep_owner(r, voucher, customer):
    bucket, field = divmod(voucher, 100)
    r.hset(f"vouchers:{bucket}", field % 10, customer)


def owners(r, vouchers):
    with r.pipeline(transaction=False) as pipe:
        for voucher in vouchers:
            bucket, field = divmod(voucher, 100)
            pipe.hget(f"vouchers:{bucket}", field % 10)
        return [None if customer is None else int(customer) for customer in pipe.execute()]
