# verdict: At which point does your function round?
from math import ceil


def pool_size(r, rate, held_ms, processes):
    """Return the `max_connections` of the pool that each of `processes` processes needs."""
    wanted = max(1, 2 * ceil(rate * held_ms / (1000 * processes)))
    free = int(r.config_get("maxclients")["maxclients"]) - r.info("clients")["connected_clients"]
    fits = free // processes
    if fits < 1:
        raise ValueError(f"the server accepts {free} more connections, fewer than {processes}")
    return min(wanted, fits)
