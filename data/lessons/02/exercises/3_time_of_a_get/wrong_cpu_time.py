# verdict: and does it run for every `GET`
import time


def time_of_a_get(r, key, n):
    before = r.info("commandstats").get("cmdstat_get", {"usec": 0})["usec"]
    began = time.process_time()
    for _ in range(n):
        r.get(key)
    seconds = time.process_time() - began
    return seconds * 1e6 / n, (r.info("commandstats")["cmdstat_get"]["usec"] - before) / n
