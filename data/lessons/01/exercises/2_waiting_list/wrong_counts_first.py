# verdict: is your place still right then
def join(r, customer):
    place = r.llen("waiting") + 1
    r.rpush("waiting", customer)
    return place
