import random


def enter(r, raffle, customer):
    return r.zadd(f"raffle:{raffle}", {customer: random.random()}, nx=True) == 1


def draw(r, raffle, n):
    return [int(customer) for customer, _ in r.zpopmin(f"raffle:{raffle}", n)]
