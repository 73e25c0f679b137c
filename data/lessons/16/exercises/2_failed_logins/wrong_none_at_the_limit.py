# verdict: 15, None, None, None]
def failed_login(r, customer):
    counters = r.bitfield("logins:failed", default_overflow="FAIL")
    return counters.incrby("u4", f"#{customer}", 1).execute()[0]


def failures(r, customers):
    counters = r.bitfield("logins:failed")
    for customer in customers:
        counters.get("u4", f"#{customer}")
    return counters.execute()
