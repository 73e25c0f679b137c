# verdict: Where would another process find the count
from collections import Counter

counts = Counter()


def hit(r, page, now):
    counts[page, int(now)] += 1


def rate(r, page, now):
    return sum(counts[page, int(now) - back] for back in range(60)) / 60
