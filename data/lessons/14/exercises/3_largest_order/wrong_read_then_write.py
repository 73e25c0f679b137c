# verdict: between your read and your write
def record_order(r, customer, cents, now):
    score = cents * 2**32 + 2**32 - 1 - now
    if score <= (r.zscore("contest", customer) or 0):
        return False
    r.zadd("contest", {customer: score})
    return True


def winners(r, n):
    first = r.zrange("contest", 0, -1, desc=True, withscores=True)[:n]
    return [(customer, int(score) // 2**32) for customer, score in first]
