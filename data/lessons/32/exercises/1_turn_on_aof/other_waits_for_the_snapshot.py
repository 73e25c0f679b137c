from time import sleep


def turn_on_aof(r):
    while r.info("persistence")["rdb_bgsave_in_progress"]:
        sleep(0.01)
    r.config_set("appendonly", "yes")
    r.config_set("appendfsync", "everysec")
    while r.info("persistence")["aof_rewrite_in_progress"] or r.info("persistence")["aof_rewrite_scheduled"]:
        assert r.info("persistence")["aof_last_bgrewrite_status"] == "ok"
        sleep(0.01)
    assert r.info("persistence")["aof_last_bgrewrite_status"] == "ok"
    r.config_rewrite()
