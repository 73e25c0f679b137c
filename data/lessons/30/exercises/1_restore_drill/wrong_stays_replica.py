# verdict: the second server is a replica
import time


def restore_drill(r, target):
    settings = r.connection_pool.connection_kwargs
    second = target.client()
    second.config_set("masterauth", settings["password"])
    second.replicaof("127.0.0.1", settings["port"])
    while second.info("replication")["master_link_status"] != "up":
        time.sleep(0.01)
    return second.dbsize()
