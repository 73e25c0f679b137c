# verdict: the count was 3,500
def count_keys(r, pattern):
    return r.dbsize()
