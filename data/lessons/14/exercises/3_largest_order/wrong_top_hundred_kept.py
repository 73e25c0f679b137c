# verdict: Which members do you remove
def record_order(r, customer, cents, now):
    score = cents * 2**32 + 2**32 - 1 - now
    larger = r.zadd("contest", {customer: score}, gt=True, ch=True) == 1
    r.zremrangebyrank("contest", 0, -101)
    return larger


def winners(r, n):
    rows = r.zrange("contest", 0, -1, desc=True, withscores=True)[:n]
    return [(customer, int(score) // 2**32) for customer, score in rows]
