from time import perf_counter_ns


def time_of_a_get(r, key, n):
    r.config_resetstat()
    waited = 0
    for _ in range(n):
        began = perf_counter_ns()
        r.get(key)
        waited += perf_counter_ns() - began
    return waited / n / 1000, r.info("commandstats")["cmdstat_get"]["usec_per_call"]
