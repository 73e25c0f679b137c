from time import monotonic, sleep


def rewritten(r, seconds=30):
    """Wait until no rewrite is running or scheduled; an error once one has failed."""
    deadline = monotonic() + seconds
    while monotonic() < deadline:
        state = r.info("persistence")
        if state["aof_last_bgrewrite_status"] != "ok":
            raise RuntimeError("the rewrite failed, see the server's log")
        if not (state["aof_rewrite_in_progress"] or state["aof_rewrite_scheduled"]):
            return
        sleep(0.01)
    raise TimeoutError(f"the rewrite isn't done after {seconds} s")


def turn_on_aof(r):
    """Turn the AOF on, now and for every later start; return once it's complete."""
    r.config_set("appendfsync", "everysec")
    r.config_set("appendonly", "yes")
    rewritten(r)
    r.config_rewrite()
