# verdict: what do you have to subtract
import time


def time_of_a_get(r, key, n):
    began = time.perf_counter()
    for _ in range(n):
        r.get(key)
    seconds = time.perf_counter() - began
    return seconds * 1e6 / n, r.info("commandstats")["cmdstat_get"]["usec_per_call"]
