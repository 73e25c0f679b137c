def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    with r.pipeline() as pipe:
        for _ in range(n):
            pipe.spop(f"raffle:{raffle}")
        return [int(customer) for customer in pipe.execute() if customer is not None]
