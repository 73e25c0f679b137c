# verdict: while the first rewrite was running
def turn_on_aof(r):
    r.config_set("appendfsync", "everysec")
    r.config_set("appendonly", "yes")
    r.config_rewrite()
