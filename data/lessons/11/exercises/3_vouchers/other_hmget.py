def keep_owner(r, voucher, customer):
    bucket, field = divmod(voucher, 128)
    r.hset(f"vouchers:{bucket}", field, customer)


def owners(r, vouchers):
    buckets = {}
    for voucher in vouchers:
        buckets.setdefault(voucher // 128, set()).add(voucher % 128)
    with r.pipeline() as pipe:
        for bucket, fields in buckets.items():
            pipe.hmget(f"vouchers:{bucket}", list(fields))
        replies = pipe.execute()
    found = {}
    for (bucket, fields), customers in zip(buckets.items(), replies, strict=True):
        for field, customer in zip(fields, customers, strict=True):
            found[128 * bucket + field] = None if customer is None else int(customer)
    return [found[voucher] for voucher in vouchers]
