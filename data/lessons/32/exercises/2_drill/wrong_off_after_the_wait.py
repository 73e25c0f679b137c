# verdict: between your wait and your setting
from shutil import copytree
from time import sleep


def drill(r, server, spare):
    spare.stop()
    while r.info("persistence")["aof_rewrite_in_progress"]:
        sleep(0.01)
    setting = "auto-aof-rewrite-percentage"
    before = r.config_get(setting)[setting]
    r.config_set(setting, 0)
    try:
        copytree(server.data_dir / "appendonlydir", spare.data_dir / "appendonlydir")
    finally:
        r.config_set(setting, before)
    spare.restart(appendonly=True)
    return spare.client().dbsize()
