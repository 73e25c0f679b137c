# verdict: leaves the key
def retention(r, joined, days):
    of, shares = r.bitcount(f"joined:{joined}"), []
    for day in days:
        r.bitop("AND", f"both:{joined}:{day}", f"joined:{joined}", f"active:{day}")
        shares.append(r.bitcount(f"both:{joined}:{day}") / of if of else 0.0)
    return shares
