# verdict: at which somebody else stands
def join(r, customer):
    place = r.incr("places")
    r.rpush("waiting", customer)
    return place
