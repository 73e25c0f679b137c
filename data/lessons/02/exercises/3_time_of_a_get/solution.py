import time


def time_of_a_get(r, key, n):
    """Read key n times; return the mean µs of a GET for (client, server)."""

    def worked():
        stats = r.info("commandstats").get("cmdstat_get", {"usec": 0})
        return stats["usec"]

    before, began = worked(), time.perf_counter()
    for _ in range(n):
        r.get(key)
    ended = time.perf_counter()
    return (ended - began) * 1e6 / n, (worked() - before) / n
