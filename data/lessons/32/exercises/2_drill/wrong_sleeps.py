# verdict: you copied the directory while a rewrite
from shutil import copytree
from time import sleep


def drill(r, server, spare):
    setting = "auto-aof-rewrite-percentage"
    before = r.config_get(setting)[setting]
    r.config_set(setting, 0)
    spare.stop()
    sleep(0.3)
    copytree(server.data_dir / "appendonlydir", spare.data_dir / "appendonlydir")
    r.config_set(setting, before)
    spare.restart(appendonly=True)
    return spare.client().dbsize()
