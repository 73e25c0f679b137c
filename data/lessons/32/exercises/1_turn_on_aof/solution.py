from time import sleep


def turn_on_aof(r):
    """Turn the AOF on, now and for every later start; return once it's complete."""
    r.config_set("appendfsync", "everysec")
    r.config_set("appendonly", "yes")
    while True:
        state = r.info("persistence")  # both fields from one reply: a rewrite may start between two replies
        if state["aof_last_bgrewrite_status"] != "ok":
            raise RuntimeError("the first AOF can't be written, see the server's log")
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            break
        sleep(0.01)
    r.config_rewrite()
