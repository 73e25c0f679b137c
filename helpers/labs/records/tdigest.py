"""Lesson 40: record tdigest.csv, for servers without t-digest. It needs a Redis that loads the Bloom module.

    python3 -m helpers.labs.records.tdigest /path/to/redisbloom.so

Official builds of Redis 8 have the module inside. Redis Stack brings it as a file.
"""

import csv
import sys

from helpers.labs.analytics import shop_requests
from helpers.measure import measure
from helpers.paths import DATA
from helpers.servers import describe, start_server

COLUMNS = ("server", "module", "samples", "bytes", "p99_ms", "time_against_hincrby")


def row(module):
    """Return the row of tdigest.csv: lesson 40's response times in a t-digest with its default settings.

    `module` is the path of redisbloom.so.
    """
    times = [request.ms for request in shop_requests(12_000, 7200)]
    with start_server(loadmodule=module) as server:
        r = server.client()
        r.execute_command("TDIGEST.CREATE", "digest")
        for ms in times:
            r.execute_command("TDIGEST.ADD", "digest", ms)
        [p99] = r.execute_command("TDIGEST.QUANTILE", "digest", 0.99)
        ways = {
            "hash": lambda: r.hincrby("histogram", 52),
            "digest": lambda: r.execute_command("TDIGEST.ADD", "spare", 52),
        }
        r.execute_command("TDIGEST.CREATE", "spare")
        ratio = measure(ways, rounds=5000).ratio("digest", "hash")
        [loaded] = [one for one in r.module_list() if one["name"] == "bf"]
        name = " ".join(describe(r).split()[:2])
        size = r.memory_usage("digest")
    return name, f"bf {loaded['ver']}", len(times), size, round(float(p99), 1), round(ratio, 2)


def main():
    """Write data/tdigest.csv."""
    measured = row(sys.argv[1])
    with open(DATA / "tdigest.csv", "w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, measured])


if __name__ == "__main__":
    main()
