# verdict: has 612 fields
def keep_owner(r, voucher, customer):
    r.hset("vouchers:all", voucher, customer)


def owners(r, vouchers):
    if not vouchers:
        return []
    found = r.hmget("vouchers:all", vouchers)
    return [None if customer is None else int(customer) for customer in found]
