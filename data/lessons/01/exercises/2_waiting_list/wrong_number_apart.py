# verdict: leaves the key `places` behind
def join(r, customer):
    place = r.incr("places")
    r.rpush("waiting", customer)
    return place
