# verdict: `spare` is still a replica
from time import sleep


def drill(r, server, spare):
    there = spare.client()
    there.replicaof("127.0.0.1", server.port)
    while there.info("replication").get("master_link_status") != "up":
        sleep(0.01)
    there.config_set("appendonly", "yes")
    while True:
        state = there.info("persistence")
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            return there.dbsize()
        sleep(0.01)
