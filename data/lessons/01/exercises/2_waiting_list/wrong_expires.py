# verdict: `waiting` expires in
def join(r, customer):
    return r.pipeline().rpush("waiting", customer).expire("waiting", 3600).execute()[0]
