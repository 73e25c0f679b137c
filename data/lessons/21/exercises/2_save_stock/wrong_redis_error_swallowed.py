# verdict: of Redis, because your function can't tell
import redis
from sqlalchemy.exc import OperationalError


def save_stock(r, shop, product_id, stock):
    for _ in range(3):
        try:
            shop.set_stock(product_id, stock)
        except OperationalError:
            continue
        try:
            r.set(f"stock:{product_id}", stock)
        except redis.RedisError:
            pass  # the database has it
        return True
    r.delete(f"stock:{product_id}")
    return False
