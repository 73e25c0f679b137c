from time import sleep


def turn_on_aof(r):
    r.config_set("appendonly", "yes", "appendfsync", "everysec")
    r.config_rewrite()
    while True:
        state = r.info("persistence")
        if state["aof_rewrite_scheduled"] + state["aof_rewrite_in_progress"] == 0:
            return
        sleep(0.02)
