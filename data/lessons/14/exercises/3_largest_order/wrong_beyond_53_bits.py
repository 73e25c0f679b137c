# verdict: a second apart from 1751328000 on
def record_order(r, customer, cents, now):
    score = cents * 10**10 + 10**10 - 1 - now
    return r.zadd("contest", {customer: score}, gt=True, ch=True) == 1


def winners(r, n):
    first = r.zrange("contest", 0, -1, desc=True, withscores=True)[:n]
    return [(customer, int(score) // 10**10) for customer, score in first]
