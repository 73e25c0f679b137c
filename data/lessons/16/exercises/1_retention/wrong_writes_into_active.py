# verdict: Into which key does your `BITOP` write
def retention(r, joined, days):
    of, shares = r.bitcount(f"joined:{joined}"), []
    for day in days:
        r.bitop("AND", f"active:{day}", f"joined:{joined}", f"active:{day}")
        shares.append(r.bitcount(f"active:{day}") / of if of else 0.0)
    return shares
