# verdict: keys that it didn't have before
from time import sleep


def turn_on_aof(r):
    r.set("aof:turned-on", 1)
    r.config_set("appendfsync", "everysec")
    r.config_set("appendonly", "yes")
    while True:
        state = r.info("persistence")
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            break
        sleep(0.01)
    r.config_rewrite()
