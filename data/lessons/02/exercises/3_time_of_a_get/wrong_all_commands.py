# verdict: Which commands and which clock
import time


def time_of_a_get(r, key, n):
    def worked():
        return sum(one["usec"] for one in r.info("commandstats").values())

    before, began = worked(), time.perf_counter()
    for _ in range(n):
        r.get(key)
    seconds = time.perf_counter() - began
    return seconds * 1e6 / n, (worked() - before) / n
