# verdict: the calls return 1 and 1
def failed_login(r, customer):
    offset = f"#{customer}"
    count = min(r.bitfield("logins:failed").get("u4", offset).execute()[0] + 1, 15)
    r.bitfield("logins:failed").set("u4", offset, count).execute()
    return count


def failures(r, customers):
    counters = r.bitfield("logins:failed")
    for customer in customers:
        counters.get("u4", f"#{customer}")
    return counters.execute()
