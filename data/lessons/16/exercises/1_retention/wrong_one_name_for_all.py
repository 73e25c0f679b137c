# verdict: between your `BITOP` and your `BITCOUNT`
def retention(r, joined, days):
    of, shares = r.bitcount(f"joined:{joined}"), []
    for day in days:
        r.bitop("AND", "both", f"joined:{joined}", f"active:{day}")
        shares.append(r.bitcount("both") / of if of else 0.0)
    r.delete("both")
    return shares
