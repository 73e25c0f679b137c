def buy(r, product, customer, quantity, limit):
    stock, bought = f"stock:{product}", f"bought:{product}"

    def sell(pipe):
        left = int(pipe.get(stock) or 0)
        already = int(pipe.hget(bought, customer) or 0)
        pipe.multi()
        if left >= quantity and already + quantity <= limit:
            pipe.decrby(stock, quantity)
            pipe.hincrby(bought, customer, quantity)

    return len(r.transaction(sell, stock, bought)) == 2
