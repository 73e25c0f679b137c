# verdict: always had consecutive numbers
import random


def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    key = f"raffle:{raffle}"
    customers = sorted(map(int, r.smembers(key)))
    first = random.randrange(max(1, len(customers) - n + 1))
    winners = customers[first : first + n]
    if winners:
        r.srem(key, *winners)
    return winners
