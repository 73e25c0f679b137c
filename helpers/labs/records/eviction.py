"""Lesson 25: record eviction.csv (8 minutes) and lfu_decay.csv (30 minutes).

    python3 -m helpers.labs.records.eviction

It replays everything against real servers. The visits have a fixed seed, but Redis's random choices don't.
"""

import csv
import time

from helpers.labs.eviction import replay
from helpers.paths import DATA
from helpers.servers import start_server
from helpers.traffic import zipf

PRODUCTS, VISITS, BATCH = 10_000, 40_000, 50
SKEWS = [0.6, 0.8, 0.99, 1.2]
PAGES = [200, 500, 1000, 2000, 5000]
POLICIES = ["noeviction", "allkeys-random", "volatile-ttl", "allkeys-lru", "allkeys-lfu"]
SECONDS = 120  # for one trace, since the LRU clock ticks once a second
PAGE = "x" * 1000
MINUTES = 30


def visit(client, numbers):
    """Serve a batch of visitors with cache-aside, store missing pages for an hour, and return the hits."""
    keys = [f"page:{number}" for number in numbers]
    found = client.mget(keys)
    missing = [key for key, page in zip(keys, found, strict=True) if page is None]
    pipe = client.pipeline(transaction=False)
    for key in missing:
        pipe.set(key, PAGE, ex=3600)
    pipe.execute(raise_on_error=False)  # with noeviction, a full server returns errors
    return len(keys) - len(missing)


def room_for(pages):
    """Return the bytes that a server with this number of pages uses."""
    with start_server() as server:
        client = server.client()
        for first in range(0, pages, BATCH):
            visit(client, range(first, first + BATCH))
        return client.info("memory")["used_memory"]


def hit_ratios(skew, sizes, policies, seconds=SECONDS):
    """Yield the rows of eviction.csv. The first half of the visits fills the caches and isn't counted."""
    rooms = {pages: room_for(pages) for pages in sizes}
    settings = {
        (pages, policy): {"maxmemory": rooms[pages], "maxmemory_policy": policy}
        for pages in sizes
        for policy in policies
    }
    hits, _ = replay(visit, zipf(PRODUCTS, VISITS, skew).tolist(), settings, seconds, BATCH)
    for (pages, policy), of_batches in hits.items():
        second_half = of_batches[len(of_batches) // 2 :]
        yield skew, pages, policy, round(second_half.mean() / BATCH, 4)


def decay():
    """Yield the rows of lfu_decay.csv: the counter of a page after 100,000 hits, and then none."""
    with start_server(maxmemory_policy="allkeys-lfu") as server:
        client = server.client()
        client.set("page:24", PAGE)
        for _ in range(100):
            client.mget(["page:24"] * 1000)
        for minute in range(MINUTES + 1):
            yield minute, client.object("freq", "page:24")
            time.sleep(60)


def write(name, header, rows):
    """Write a CSV file into data/, each row as soon as it is measured."""
    with open(DATA / name, "w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(header)
        for row in rows:
            lines.writerow(row)
            file.flush()


if __name__ == "__main__":
    ratios = (row for skew in SKEWS for row in hit_ratios(skew, PAGES, POLICIES))
    write("eviction.csv", ["skew", "pages", "policy", "hit_ratio"], ratios)
    write("lfu_decay.csv", ["minute", "counter"], decay())
