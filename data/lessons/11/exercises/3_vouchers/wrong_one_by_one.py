# verdict: one call of `owners` took
def keep_owner(r, voucher, customer):
    bucket, field = divmod(voucher, 100)
    r.hset(f"vouchers:{bucket}", field, customer)


def owners(r, vouchers):
    found = []
    for voucher in vouchers:
        bucket, field = divmod(voucher, 100)
        customer = r.hget(f"vouchers:{bucket}", field)
        found.append(None if customer is None else int(customer))
    return found
