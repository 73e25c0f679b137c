# verdict: After which of these calls does the server no longer hold what you expect?
sizes = {}


def retention(r, joined, days):
    both = f"both:{joined}"
    of = sizes.get(joined) or sizes.setdefault(joined, r.bitcount(f"joined:{joined}"))
    with r.pipeline() as pipe:
        for day in days:
            pipe.bitop("AND", both, f"joined:{joined}", f"active:{day}")
            pipe.bitcount(both)
        pipe.delete(both)
        replies = pipe.execute()[:-1]
    return [count / of if of else 0.0 for count in replies[1::2]]
