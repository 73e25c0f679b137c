import secrets

# Stores the stock if the lease is still the reader's own.
FILL = """
if redis.call('GET', KEYS[2]) == ARGV[2] then
    redis.call('SET', KEYS[1], ARGV[1], 'EX', 300)
    redis.call('DEL', KEYS[2])
end
"""


def change_stock(r, shop, product_id, stock):
    """Change the stock in the database, so that no level keeps the old one; publish the
    product's id on the channel `changed`. Return nothing."""
    shop.set_stock(product_id, stock)
    r.delete(f"stock:{product_id}", f"lease:stock:{product_id}")
    r.publish("changed", product_id)


def read_stock(r, shop, memory, messages, product_id, now):
    """Return how many are in stock (int): from the dict `memory`, for up to 5 s and unless
    a message names it; else from `stock:<id>` (300 s); else from the database."""
    while message := messages.get_message():
        memory.pop(int(message["data"]), None)
    stock, expires = memory.get(product_id, (None, now))
    if now < expires:
        return stock
    stock = r.get(f"stock:{product_id}")
    if stock is None:
        stock = _from_database(r, shop, product_id)
    memory[product_id] = int(stock), now + 5
    return int(stock)


def _from_database(r, shop, product_id):
    """Read the stock and store it in Redis, unless it has changed meanwhile."""
    key, lease = f"stock:{product_id}", f"lease:stock:{product_id}"
    token = secrets.token_hex(8)
    r.set(lease, token, nx=True, ex=10)
    stock = shop.product(product_id)["stock"]
    r.eval(FILL, 2, key, lease, stock, token)
    return stock
