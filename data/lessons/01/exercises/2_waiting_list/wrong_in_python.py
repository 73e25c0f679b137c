# verdict: holds no key `waiting`
WAITING = []


def join(r, customer):
    WAITING.append(customer)
    return len(WAITING)
