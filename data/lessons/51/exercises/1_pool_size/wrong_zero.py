# verdict: no connection at all
from math import ceil


def pool_size(r, rate, held_ms, processes):
    wanted = ceil(2 * rate * held_ms / 1000 / processes)
    free = int(r.config_get("maxclients")["maxclients"]) - r.info("clients")["connected_clients"]
    if free < processes:
        raise ValueError(free)
    return min(wanted, free // processes)
