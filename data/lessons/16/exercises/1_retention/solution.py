def retention(r, joined, days):
    """Return, for each of `days`, the share of `joined:<joined>` that was active."""
    both = f"both:{joined}"
    with r.pipeline() as pipe:  # a transaction: no other client sees or writes `both`
        pipe.bitcount(f"joined:{joined}")
        for day in days:
            pipe.bitop("AND", both, f"joined:{joined}", f"active:{day}")
            pipe.bitcount(both)
        pipe.delete(both)
        of, *replies = pipe.execute()
    return [count / of if of else 0.0 for count in replies[1::2]]
