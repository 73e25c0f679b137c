# verdict: At which end of the list
def join(r, customer):
    return r.lpush("waiting", customer)
