# verdict: if there's no such key
def add(r, user, product, quantity):
    r.hincrby(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    return r.rename(f"cart:{{{user}}}", f"order:{{{user}}}:{number}")
