# verdict: configuration file still contains `appendonly no`
from time import sleep


def turn_on_aof(r):
    r.config_set("appendfsync", "everysec")
    r.config_set("appendonly", "yes")
    while True:
        state = r.info("persistence")
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            break
        sleep(0.01)
