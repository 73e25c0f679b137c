# verdict: the first rewrite failed
import time


def turn_on_aof(r):
    r.config_set("appendfsync", "everysec")
    r.config_set("appendonly", "yes")
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        state = r.info("persistence")
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            break
        time.sleep(0.01)
    r.config_rewrite()
