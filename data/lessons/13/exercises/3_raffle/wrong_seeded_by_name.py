# verdict: the same three won each time
import random


def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    key = f"raffle:{raffle}"
    customers = sorted(r.smembers(key))
    winners = random.Random(raffle).sample(customers, min(n, len(customers)))
    return [int(winner) for winner in winners if r.smove(key, f"raffle:{raffle}:winners", winner)]
