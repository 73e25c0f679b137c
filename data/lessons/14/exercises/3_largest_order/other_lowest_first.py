def record_order(r, customer, cents, now):
    score = now - cents * 2**32
    return bool(r.zadd("contest", {customer: score}, lt=True, ch=True))


def winners(r, n):
    rows = r.zrange("contest", 0, -1, withscores=True)[:n]
    return [(customer, -int(score // 2**32)) for customer, score in rows]
