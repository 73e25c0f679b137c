# verdict: Which keys does your search match
def count_keys(r, pattern):
    return r.dbsize()
