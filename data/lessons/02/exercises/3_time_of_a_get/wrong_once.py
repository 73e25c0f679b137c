# verdict: sent `GET product:24` 1 times
import time


def time_of_a_get(r, key, n):
    r.config_resetstat()
    began = time.perf_counter()
    r.get(key)
    seconds = time.perf_counter() - began
    return seconds * 1e6, r.info("commandstats")["cmdstat_get"]["usec_per_call"]
