# verdict: Where does another process find the list
WAITING = []


def join(r, customer):
    WAITING.append(customer)
    return len(WAITING)
