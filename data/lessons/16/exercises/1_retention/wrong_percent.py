# verdict: returned [10.0, 50.0, 0.0]
import secrets


def retention(r, joined, days):
    cohort, both = f"joined:{joined}", f"both:{secrets.token_hex(8)}"
    of, shares = r.bitcount(cohort), []
    for day in days:
        r.bitop("AND", both, cohort, f"active:{day}")
        shares.append(100 * r.bitcount(both) / of if of else 0.0)
    r.delete(both)
    return shares
