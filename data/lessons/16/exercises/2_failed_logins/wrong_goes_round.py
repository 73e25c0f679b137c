# verdict: 12, 13, 14, 15, 0, 1, 2]
def failed_login(r, customer):
    return r.bitfield("logins:failed").incrby("u4", f"#{customer}", 1).execute()[0]


def failures(r, customers):
    counters = r.bitfield("logins:failed")
    for customer in customers:
        counters.get("u4", f"#{customer}")
    return counters.execute()
