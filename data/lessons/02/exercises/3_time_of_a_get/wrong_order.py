# verdict: In which order do you return
import time


def time_of_a_get(r, key, n):
    before = r.info("commandstats").get("cmdstat_get", {"usec": 0})["usec"]
    began = time.perf_counter()
    for _ in range(n):
        r.get(key)
    seconds = time.perf_counter() - began
    return (r.info("commandstats")["cmdstat_get"]["usec"] - before) / n, seconds * 1e6 / n
