# verdict: {'tea': 1, 'Green lamp': 1}
from redis import ResponseError


def add(r, user, product, quantity):
    r.hset(f"cart:{{{user}}}", product, quantity)


def check_out(r, user, number):
    try:
        return r.rename(f"cart:{{{user}}}", f"order:{{{user}}}:{number}")
    except ResponseError as error:
        if "no such key" not in str(error):
            raise
        return False
