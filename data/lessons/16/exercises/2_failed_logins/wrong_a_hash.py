# verdict: is a hash
def failed_login(r, customer):
    return min(r.hincrby("logins:failed", customer, 1), 15)


def failures(r, customers):
    counters = r.bitfield("logins:failed")
    for customer in customers:
        counters.get("u4", f"#{customer}")
    return counters.execute()
