# verdict: in this order the calls return
def retention(r, joined, days):
    of, shares = r.bitcount(f"joined:{joined}"), []
    for day in days:
        r.bitop("AND", f"tmp:{joined}", f"joined:{joined}", f"active:{day}")
        shares.append(r.bitcount(f"tmp:{joined}") / of if of else 0.0)
    r.delete(f"tmp:{joined}")
    return shares
