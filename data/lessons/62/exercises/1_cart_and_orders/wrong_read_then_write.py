# verdict: two clicks at the same moment returned
def add(r, user, product, quantity):
    r.hincrby(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    cart = f"cart:{{{user}}}"
    lines = r.hgetall(cart)
    if not lines:
        return False
    pipe = r.pipeline()
    pipe.hset(f"order:{{{user}}}:{number}", mapping=lines)
    pipe.delete(cart)
    pipe.execute()
    return True
