def retention(r, joined, days):
    """Return the share of the customers in `joined:<day>` active on each of the days.

    `joined` is a day, `days` a list; the result a list of floats, 0.0 if nobody joined.
    """
    both = f"both:{joined}"
    with r.pipeline() as pipe:  # as one transaction: nobody else sees or writes `both` meanwhile
        pipe.bitcount(f"joined:{joined}")
        for day in days:
            pipe.bitop("AND", both, f"joined:{joined}", f"active:{day}")
            pipe.bitcount(both)
        pipe.delete(both)
        of, *replies = pipe.execute()
    return [count / of if of else 0.0 for count in replies[1::2]]
