# verdict: if a pipeline sends many of them together
import time


def time_of_a_get(r, key, n):
    before = r.info("commandstats").get("cmdstat_get", {"usec": 0})["usec"]
    pipe = r.pipeline(transaction=False)
    for _ in range(n):
        pipe.get(key)
    began = time.perf_counter()
    pipe.execute()
    seconds = time.perf_counter() - began
    return seconds * 1e6 / n, (r.info("commandstats")["cmdstat_get"]["usec"] - before) / n
