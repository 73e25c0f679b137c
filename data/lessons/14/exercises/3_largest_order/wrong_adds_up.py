# verdict: `winners` of 3 returned [('ana', 5990)]
def record_order(r, customer, cents, now):
    r.zincrby("contest", cents * 2**32, customer)
    return True


def winners(r, n):
    first = r.zrange("contest", 0, -1, desc=True, withscores=True)[:n]
    return [(customer, int(score) // 2**32) for customer, score in first]
