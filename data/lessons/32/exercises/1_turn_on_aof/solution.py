from time import sleep


def turn_on_aof(r):
    """Turn the AOF on, for now and for every later start; return once it is complete."""
    r.config_set("appendfsync", "everysec")
    r.config_set("appendonly", "yes")
    while True:
        state = r.info("persistence")  # one reply for both: between two replies a rewrite may begin
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            break
        sleep(0.01)
    r.config_rewrite()
