# verdict: `dark-mode` is "1" on the server and '1'
def read_flags(r, names):
    return dict(zip(names, r.mget([f"flag:{name}" for name in names]), strict=True))
