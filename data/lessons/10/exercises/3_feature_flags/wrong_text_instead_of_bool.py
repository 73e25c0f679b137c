# verdict: holds "1", and the dict has '1'
def read_flags(r, names):
    return dict(zip(names, r.mget([f"flag:{name}" for name in names]), strict=True))
