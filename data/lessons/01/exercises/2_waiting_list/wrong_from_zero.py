# verdict: the three calls returned
def join(r, customer):
    return r.rpush("waiting", customer) - 1
