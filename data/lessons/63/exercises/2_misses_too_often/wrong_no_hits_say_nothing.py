# verdict: 10 s: 0 of 150 found; 40 s: 0 of 150 found
state = {"before": None, "low_since": None, "alert": False}


def misses_too_often(r, now):
    """Whether the hit ratio has been below 0.8 for 30 seconds."""
    stats = r.info("stats")
    read = {name: stats[name] for name in ("keyspace_hits", "keyspace_misses")}
    before, state["before"] = state["before"], read
    if before is None:
        return False
    hits, misses = (new - before[name] if new >= before[name] else new for name, new in read.items())
    if not hits or hits + misses < 100:
        return state["alert"]
    if hits / (hits + misses) >= 0.8:
        state["low_since"] = None
    elif state["low_since"] is None:
        state["low_since"] = now
    state["alert"] = state["low_since"] is not None and now - state["low_since"] >= 30
    return state["alert"]
