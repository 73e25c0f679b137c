import time


def time_of_a_get(r, key, n):
    """Read key n times; return the mean µs of a GET for (client, server)."""

    def in_command():
        return r.info("commandstats").get("cmdstat_get", {"usec": 0})["usec"]

    before, start = in_command(), time.perf_counter()
    for _ in range(n):
        r.get(key)
    seconds = time.perf_counter() - start
    return seconds * 1e6 / n, (in_command() - before) / n
