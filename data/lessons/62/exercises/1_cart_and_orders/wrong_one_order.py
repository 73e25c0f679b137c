# verdict: the keys of orders are {'order:{bo}':
from redis import ResponseError


def add(r, user, product, quantity):
    r.hincrby(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    try:
        return r.rename(f"cart:{{{user}}}", f"order:{{{user}}}")
    except ResponseError as error:
        if "no such key" not in str(error):
            raise
        return False
