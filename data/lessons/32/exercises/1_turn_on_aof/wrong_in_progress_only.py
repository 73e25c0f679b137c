# verdict: while the first rewrite was scheduled
from time import sleep


def turn_on_aof(r):
    r.config_set("appendfsync", "everysec")
    r.config_set("appendonly", "yes")
    while r.info("persistence")["aof_rewrite_in_progress"]:
        sleep(0.01)
    r.config_rewrite()
