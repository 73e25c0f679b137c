# verdict: expires
from redis import ResponseError


def add(r, user, product, quantity):
    pipe = r.pipeline()
    pipe.hincrby(f"cart:{{{user}}}", product, quantity)
    pipe.expire(f"cart:{{{user}}}", 3600)
    pipe.execute()


def check_out(r, user, number):
    try:
        return r.rename(f"cart:{{{user}}}", f"order:{{{user}}}:{number}")
    except ResponseError as error:
        if "no such key" not in str(error):
            raise
        return False
