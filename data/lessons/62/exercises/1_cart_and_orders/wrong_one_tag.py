# verdict: in 1 slot
from redis import ResponseError


def add(r, user, product, quantity):
    r.hincrby(f"cart:{{shop}}:{user}", product, quantity)


def check_out(r, user, number):
    try:
        return r.rename(f"cart:{{shop}}:{user}", f"order:{{shop}}:{user}:{number}")
    except ResponseError as error:
        if "no such key" not in str(error):
            raise
        return False
