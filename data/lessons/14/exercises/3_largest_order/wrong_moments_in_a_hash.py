# verdict: the server holds the keys ['contest', 'moments']
def record_order(r, customer, cents, now):
    counted = r.zadd("contest", {customer: cents}, gt=True, ch=True) == 1
    if counted:
        r.hset("moments", customer, now)
    return counted


def winners(r, n):
    rows = r.zrange("contest", 0, -1, withscores=True)
    moments = r.hgetall("moments")
    rows.sort(key=lambda row: (-row[1], int(moments[row[0]])))
    return [(customer, int(cents)) for customer, cents in rows[:n]]
