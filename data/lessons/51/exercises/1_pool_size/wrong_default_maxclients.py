# verdict: Is that limit the same on every server
from math import ceil


def pool_size(r, rate, held_ms, processes):
    wanted = max(1, ceil(2 * rate * held_ms / 1000 / processes))
    free = 10_000 - r.info("clients")["connected_clients"]
    if free < processes:
        raise ValueError(free)
    return min(wanted, free // processes)
