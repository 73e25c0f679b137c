# verdict: the order was sent again, and product 7 has None sold
REMEMBER = """
local new = redis.call('SADD', KEYS[1], ARGV[1])
if new == 1 then redis.call('EXPIRE', KEYS[1], 86400) end
return new
"""


def record_sale(r, order, product_id):
    """Count one piece of the product, once for each order."""
    if r.eval(REMEMBER, 1, "sales:orders", order):
        with r.pipeline() as pipe:
            pipe.zincrby("sales", 1, product_id).expire("sales", 86_400).execute()


def best_sellers(r, places):
    """Return (place, product ID, pieces) of all products on the first places."""
    first = r.zrange("sales", 0, places - 1, desc=True, withscores=True)
    if not first:
        return []
    fewest = first[-1][1]
    tied = r.zrange("sales", "+inf", fewest, byscore=True, desc=True, withscores=True)
    pieces = [sold for _, sold in tied]
    ranked = [(1 + pieces.index(sold), int(product), int(sold)) for product, sold in tied]
    return sorted(line for line in ranked if line[0] <= places)
