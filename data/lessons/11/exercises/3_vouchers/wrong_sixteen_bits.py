# verdict: in the bits that you give it
# 0 means that there is no owner, so customers are stored with 1 added
def keep_owner(r, voucher, customer):
    bucket, place = divmod(voucher, 1000)
    r.bitfield(f"vouchers:{bucket}").set("u16", f"#{place}", customer + 1).execute()


def owners(r, vouchers):
    with r.pipeline(transaction=False) as pipe:
        for voucher in vouchers:
            bucket, place = divmod(voucher, 1000)
            pipe.execute_command("BITFIELD", f"vouchers:{bucket}", "GET", "u16", f"#{place}")
        return [customer - 1 if customer else None for [customer] in pipe.execute()]
