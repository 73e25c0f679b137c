# verdict: Which commands and which clock
import time


def time_of_a_get(r, key, n):
    def used():
        cpu = r.info("cpu")
        return 1e6 * (cpu["used_cpu_user"] + cpu["used_cpu_sys"])

    before, began = used(), time.perf_counter()
    for _ in range(n):
        r.get(key)
    seconds = time.perf_counter() - began
    return seconds * 1e6 / n, (used() - before) / n
