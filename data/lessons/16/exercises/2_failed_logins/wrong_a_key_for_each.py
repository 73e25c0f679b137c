# verdict: logins:failed:3
def failed_login(r, customer):
    return min(r.incr(f"logins:failed:{customer}"), 15)


def failures(r, customers):
    counters = r.bitfield("logins:failed")
    for customer in customers:
        counters.get("u4", f"#{customer}")
    return counters.execute()
