# verdict: `winners` of 3 returned [('ana', 1000)]
def record_order(r, customer, cents, now):
    score = cents * 2**32 + 2**32 - 1 - now
    return r.zadd("contest", {customer: score}, ch=True) == 1


def winners(r, n):
    first = r.zrange("contest", 0, -1, desc=True, withscores=True)[:n]
    return [(customer, int(score) // 2**32) for customer, score in first]
