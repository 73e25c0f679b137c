# verdict: four orders of 4990 cents
def record_order(r, customer, cents, now):
    return r.zadd("contest", {customer: cents}, gt=True, ch=True) == 1


def winners(r, n):
    first = r.zrange("contest", 0, -1, desc=True, withscores=True)[:n]
    return [(customer, int(score)) for customer, score in first]
