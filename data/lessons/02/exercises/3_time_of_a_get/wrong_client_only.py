# verdict: the client's mean and the server's mean
import time


def time_of_a_get(r, key, n):
    began = time.perf_counter()
    for _ in range(n):
        r.get(key)
    return (time.perf_counter() - began) * 1e6 / n
