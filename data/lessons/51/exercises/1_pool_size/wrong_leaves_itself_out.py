# verdict: is your own one of them?
from math import ceil


def pool_size(r, rate, held_ms, processes):
    """Return the `max_connections` of the pool that each of `processes` processes needs."""
    wanted = max(1, ceil(2 * rate * held_ms / (1000 * processes)))
    free = int(r.config_get("maxclients")["maxclients"]) - r.info("clients")["connected_clients"] + 1
    fits = free // processes
    if fits < 1:
        raise ValueError(f"the server accepts {free} more connections, fewer than {processes}")
    return min(wanted, fits)
