# verdict: is still there
def add(r, user, product, quantity):
    r.hincrby(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    return r.copy(f"cart:{{{user}}}", f"order:{{{user}}}:{number}", replace=True)
