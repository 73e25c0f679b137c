# verdict: By which number do you divide the time
import time


def time_of_a_get(r, key, n):
    before = r.info("commandstats").get("cmdstat_get", {"usec": 0})["usec"]
    began = time.perf_counter()
    for _ in range(n):
        r.get(key)
    seconds = time.perf_counter() - began
    return seconds * 1e6, r.info("commandstats")["cmdstat_get"]["usec"] - before
