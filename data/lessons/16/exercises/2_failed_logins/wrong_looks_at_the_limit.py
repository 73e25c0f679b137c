# verdict: the calls return 0 and 15
def failed_login(r, customer):
    offset = f"#{customer}"
    count = r.bitfield("logins:failed").get("u4", offset).execute()[0]
    return 15 if count == 15 else r.bitfield("logins:failed").incrby("u4", offset, 1).execute()[0]


def failures(r, customers):
    counters = r.bitfield("logins:failed")
    for customer in customers:
        counters.get("u4", f"#{customer}")
    return counters.execute()
