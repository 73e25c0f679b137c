# verdict: one pool gets all that is free
from math import ceil


def pool_size(r, rate, held_ms, processes):
    wanted = max(1, ceil(2 * rate * held_ms / 1000 / processes))
    free = int(r.config_get("maxclients")["maxclients"]) - r.info("clients")["connected_clients"]
    if free < processes:
        raise ValueError(free)
    return min(wanted, free)
