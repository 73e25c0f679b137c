# verdict: a server that had only hits
state = {"before": None, "low_since": None, "alert": False}


def misses_too_often(r, now):
    """Whether the hit ratio has been below 0.8 for 30 seconds."""
    stats = r.info("stats")
    read = {name: stats[name] for name in ("keyspace_hits", "keyspace_misses")}
    before, state["before"] = state["before"], read
    if before is None:
        return False
    restarted = read["keyspace_misses"] < before["keyspace_misses"]
    hits, misses = (new if restarted else new - before[name] for name, new in read.items())
    if hits + misses < 100:
        return state["alert"]
    if hits / (hits + misses) >= 0.8:
        state["low_since"] = None
    elif state["low_since"] is None:
        state["low_since"] = now
    state["alert"] = state["low_since"] is not None and now - state["low_since"] >= 30
    return state["alert"]
