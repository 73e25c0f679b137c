# verdict: in the middle of your copy
from shutil import copytree
from time import sleep


def drill(r, server, spare):
    spare.stop()
    while True:
        state = r.info("persistence")
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            break
        sleep(0.01)
    copytree(server.data_dir / "appendonlydir", spare.data_dir / "appendonlydir")
    spare.restart(appendonly=True)
    return spare.client().dbsize()
