RECEIVE = """
local delivered = tonumber(ARGV[1])
for at = 1, delivered do redis.call('INCRBY', KEYS[at], ARGV[at + 1]) end
local stocks = {}
for at = delivered + 1, #KEYS do
    stocks[#stocks + 1] = tonumber(redis.call('GET', KEYS[at]) or 0)
end
return stocks
"""


def receive(r, delivery, shelf):
    keys = [f"stock:{product_id}" for product_id in [*delivery, *shelf]]
    stocks = r.eval(RECEIVE, len(keys), *keys, len(delivery), *delivery.values())
    return dict(zip(shelf, stocks, strict=True))
