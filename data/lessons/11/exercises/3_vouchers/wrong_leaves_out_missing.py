# verdict: for one that is asked for twice
def keep_owner(r, voucher, customer):
    bucket, field = divmod(voucher, 100)
    r.hset(f"vouchers:{bucket}", field, customer)


def owners(r, vouchers):
    with r.pipeline(transaction=False) as pipe:
        for voucher in vouchers:
            bucket, field = divmod(voucher, 100)
            pipe.hget(f"vouchers:{bucket}", field)
        return [int(customer) for customer in pipe.execute() if customer]
