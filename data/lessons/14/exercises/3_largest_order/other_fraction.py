def record_order(r, customer, cents, now):
    score = cents + 1 - (now + 1) / 2**33
    return bool(r.zadd("contest", {customer: score}, gt=True, ch=True))


def winners(r, n):
    rows = r.zrange("contest", "+inf", "-inf", desc=True, byscore=True, offset=0, num=n, withscores=True)
    return [(customer, int(score)) for customer, score in rows]
