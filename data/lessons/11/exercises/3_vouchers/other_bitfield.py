# 0 means nobody, so customers are kept with 1 added
def keep_owner(r, voucher, customer):
    bucket, place = divmod(voucher, 1000)
    r.execute_command("BITFIELD", f"vouchers:{bucket}", "SET", "u32", f"#{place}", customer + 1)


def owners(r, vouchers):
    with r.pipeline(transaction=False) as pipe:
        for voucher in vouchers:
            bucket, place = divmod(voucher, 1000)
            pipe.execute_command("BITFIELD", f"vouchers:{bucket}", "GET", "u32", f"#{place}")
        return [customer - 1 if customer else None for [customer] in pipe.execute()]
