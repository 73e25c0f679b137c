# verdict: has the number 4,000,000,000
def keep_owner(r, voucher, customer):
    r.bitfield("vouchers:all").set("u32", f"#{voucher}", customer + 1).execute()


def owners(r, vouchers):
    if not vouchers:
        return []
    some = r.bitfield("vouchers:all")
    for voucher in vouchers:
        some.get("u32", f"#{voucher}")
    return [customer - 1 if customer else None for customer in some.execute()]
