# verdict: returned [0.2, 0.7, 0.0]
def retention(r, joined, days):
    of = r.bitcount(f"joined:{joined}")
    return [r.bitcount(f"active:{day}") / of if of else 0.0 for day in days]
