from time import monotonic, sleep


def turn_on_aof(r):
    r.config_set("appendonly", "yes", "appendfsync", "everysec")
    r.config_rewrite()
    deadline = monotonic() + 10
    while monotonic() < deadline:
        state = r.info("persistence")
        if "err" in state["aof_last_bgrewrite_status"]:
            break
        if state["aof_rewrite_scheduled"] + state["aof_rewrite_in_progress"] == 0:
            return
        sleep(0.02)
    raise TimeoutError("the first AOF isn't complete")
