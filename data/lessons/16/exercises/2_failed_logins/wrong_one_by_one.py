# verdict: took 100 round trips
def failed_login(r, customer):
    counters = r.bitfield("logins:failed", default_overflow="SAT")
    return counters.incrby("u4", f"#{customer}", 1).execute()[0]


def failures(r, customers):
    return [r.bitfield("logins:failed").get("u4", f"#{one}").execute()[0] for one in customers]
