# verdict: know how many you want
def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    winner = r.spop(f"raffle:{raffle}")
    return [] if winner is None else [int(winner)]
