# verdict: what does another process know of it
known = {}


def keep_owner(r, voucher, customer):
    bucket, field = divmod(voucher, 100)
    known[voucher] = customer
    r.hset(f"vouchers:{bucket}", field, customer)


def owners(r, vouchers):
    return [known.get(voucher) for voucher in vouchers]
