# verdict: products share place 1
COUNT = """
if redis.call('SADD', KEYS[2], ARGV[1]) == 1 then
    redis.call('ZINCRBY', KEYS[1], 1, ARGV[2])
    redis.call('EXPIRE', KEYS[1], 86400)
    redis.call('EXPIRE', KEYS[2], 86400)
end
"""


def record_sale(r, order, product_id):
    """Count one piece of the product, once for each order."""
    r.eval(COUNT, 2, "sales", "sales:orders", order, product_id)


def best_sellers(r, places):
    """Return (place, product ID, pieces) of all products on the first places."""
    tied = r.zrange("sales", 0, 99, desc=True, withscores=True)
    pieces = [sold for _, sold in tied]
    ranked = [(1 + pieces.index(sold), int(product), int(sold)) for product, sold in tied]
    return sorted(line for line in ranked if line[0] <= places)
