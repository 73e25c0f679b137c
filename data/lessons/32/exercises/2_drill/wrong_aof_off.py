# verdict: its AOF is off
from shutil import copytree


def drill(r, server, spare):
    spare.stop()
    copytree(server.data_dir / "appendonlydir", spare.data_dir / "appendonlydir")
    spare.restart()
    return spare.client().dbsize()
