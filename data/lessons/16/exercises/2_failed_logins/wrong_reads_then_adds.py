# verdict: Is the number you return the one
def failed_login(r, customer):
    offset = f"#{customer}"
    counters = r.bitfield("logins:failed", default_overflow="SAT")
    counters.incrby("u4", offset, 1).execute()
    return r.bitfield("logins:failed").get("u4", offset).execute()[0]


def failures(r, customers):
    counters = r.bitfield("logins:failed")
    for customer in customers:
        counters.get("u4", f"#{customer}")
    return counters.execute()
