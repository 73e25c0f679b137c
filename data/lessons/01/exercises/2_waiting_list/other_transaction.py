def join(r, customer):
    return r.pipeline(transaction=True).rpush("waiting", customer).llen("waiting").execute()[1]
