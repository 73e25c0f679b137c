# verdict: second click
def add(r, user, product, quantity):
    r.hincrby(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    cart = f"cart:{{{user}}}"
    if not r.exists(cart):
        return False
    return r.rename(cart, f"order:{{{user}}}:{number}")
