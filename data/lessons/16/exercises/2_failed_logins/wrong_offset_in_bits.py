# verdict: {1: 2}
def failed_login(r, customer):
    counters = r.bitfield("logins:failed", default_overflow="SAT")
    return counters.incrby("u4", customer, 1).execute()[0]


def failures(r, customers):
    counters = r.bitfield("logins:failed")
    for customer in customers:
        counters.get("u4", f"#{customer}")
    return counters.execute()
