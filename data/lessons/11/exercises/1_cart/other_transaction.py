def add_to_cart(r, customer, product, quantity):
    def add(pipe):
        now = int(pipe.hget(cart, product) or 0) + quantity
        pipe.multi()
        pipe.hset(cart, product, now)
        pipe.pexpire(cart, 604_800_000)
        return now

    cart = f"cart:{customer}"
    return r.transaction(add, cart, value_from_callable=True)


def remove_from_cart(r, customer, product):
    return r.hdel(f"cart:{customer}", product) == 1


def read_cart(r, customer):
    return {int(p): int(n) for p, n in r.hgetall(f"cart:{customer}").items()}
