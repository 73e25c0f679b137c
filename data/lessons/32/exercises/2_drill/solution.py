from shutil import copytree
from time import sleep


def drill(r, server, spare):
    """Copy the AOF of `server` to `spare`, start it there; return its number of keys."""
    spare.stop()
    setting = "auto-aof-rewrite-percentage"
    before = r.config_get(setting)[setting]
    r.config_set(setting, 0)
    try:
        while True:
            state = r.info("persistence")
            if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
                break
            sleep(0.01)
        copytree(server.data_dir / "appendonlydir", spare.data_dir / "appendonlydir")
    finally:
        r.config_set(setting, before)
    spare.restart(appendonly=True)
    return spare.client().dbsize()
