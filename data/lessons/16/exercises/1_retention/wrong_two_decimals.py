# verdict: ask for a rounded share
import secrets


def retention(r, joined, days):
    cohort, both = f"joined:{joined}", f"both:{secrets.token_hex(8)}"
    of, shares = r.bitcount(cohort), []
    for day in days:
        r.bitop("AND", both, cohort, f"active:{day}")
        shares.append(round(r.bitcount(both) / of, 2) if of else 0.0)
    r.delete(both)
    return shares
