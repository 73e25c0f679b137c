# verdict: configuration has changed
from math import ceil


def pool_size(r, rate, held_ms, processes):
    wanted = max(1, ceil(2 * rate * held_ms / 1000 / processes))
    connected = r.info("clients")["connected_clients"]
    free = int(r.config_get("maxclients")["maxclients"]) - connected
    if free < processes:
        raise ValueError(free)
    r.config_set("maxclients", max(connected + wanted * processes, free + connected))
    return min(wanted, free // processes)
