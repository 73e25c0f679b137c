# verdict: does your function add to it
def pool_size(r, rate, held_ms, processes):
    """Return the `max_connections` of the pool that each of `processes` processes needs."""
    wanted = 2 * rate * held_ms // (1000 * processes) + 1
    free = int(r.config_get("maxclients")["maxclients"]) - r.info("clients")["connected_clients"]
    fits = free // processes
    if fits < 1:
        raise ValueError(f"the server accepts {free} more connections, fewer than {processes}")
    return min(wanted, fits)
