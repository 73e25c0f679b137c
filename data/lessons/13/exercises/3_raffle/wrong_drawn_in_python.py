# verdict: winners in all
import random


def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    key = f"raffle:{raffle}"
    with r.pipeline() as pipe:
        customers = list(pipe.smembers(key).delete(key).execute()[0])
    random.shuffle(customers)
    if customers[n:]:
        r.sadd(key, *customers[n:])
    return [int(customer) for customer in customers[:n]]
