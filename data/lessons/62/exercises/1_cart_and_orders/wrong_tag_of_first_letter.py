# verdict: 26 slots for
from redis import ResponseError


def add(r, user, product, quantity):
    r.hincrby(f"cart:{{{user[0]}}}:{user}", product, quantity)


def check_out(r, user, number):
    try:
        return r.rename(f"cart:{{{user[0]}}}:{user}", f"order:{{{user[0]}}}:{user}:{number}")
    except ResponseError as error:
        if "no such key" not in str(error):
            raise
        return False
