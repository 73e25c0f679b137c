# verdict: `auto-aof-rewrite-percentage` of `server` was 150 and is now 100
from shutil import copytree
from time import sleep


def drill(r, server, spare):
    spare.stop()
    r.config_set("auto-aof-rewrite-percentage", 0)
    while r.info("persistence")["aof_rewrite_in_progress"]:
        sleep(0.01)
    copytree(server.data_dir / "appendonlydir", spare.data_dir / "appendonlydir")
    r.config_set("auto-aof-rewrite-percentage", 100)
    spare.restart(appendonly=True)
    return spare.client().dbsize()
