# verdict: `winners` of 0 returned
def record_order(r, customer, cents, now):
    score = cents * 2**32 + 2**32 - 1 - now
    return r.zadd("contest", {customer: score}, gt=True, ch=True) == 1


def winners(r, n):
    rows = r.zrange("contest", 0, n - 1, desc=True, withscores=True)
    return [(customer, int(score) // 2**32) for customer, score in rows]
