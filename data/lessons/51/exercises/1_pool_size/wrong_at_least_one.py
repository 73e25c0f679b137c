# verdict: what happens to the processes that start last
from math import ceil


def pool_size(r, rate, held_ms, processes):
    wanted = ceil(2 * rate * held_ms / 1000 / processes)
    free = int(r.config_get("maxclients")["maxclients"]) - r.info("clients")["connected_clients"]
    return max(1, min(wanted, free // processes))
