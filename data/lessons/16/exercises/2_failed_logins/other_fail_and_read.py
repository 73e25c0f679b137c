def failed_login(r, customer):
    offset = f"#{customer}"
    counters = r.bitfield("logins:failed", default_overflow="FAIL")
    added = counters.incrby("u4", offset, 1).execute()[0]
    return 15 if added is None else added


def failures(r, customers):
    wanted = []
    for customer in customers:
        wanted += ["GET", "u4", f"#{customer}"]
    return r.execute_command("BITFIELD", "logins:failed", *wanted)
