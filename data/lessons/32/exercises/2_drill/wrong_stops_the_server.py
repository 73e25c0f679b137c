# verdict: it's a different process now
from shutil import copytree


def drill(r, server, spare):
    server.stop()
    spare.stop()
    copytree(server.data_dir / "appendonlydir", spare.data_dir / "appendonlydir")
    server.restart()
    spare.restart(appendonly=True)
    return spare.client().dbsize()
