# verdict: how many of them share a key
def keep_owner(r, voucher, customer):
    r.hset(f"vouchers:{str(voucher)[:2]}", voucher, customer)


def owners(r, vouchers):
    with r.pipeline(transaction=False) as pipe:
        for voucher in vouchers:
            pipe.hget(f"vouchers:{str(voucher)[:2]}", voucher)
        return [None if customer is None else int(customer) for customer in pipe.execute()]
