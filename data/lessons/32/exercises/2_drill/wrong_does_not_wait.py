# verdict: you copied the directory while a rewrite
import tempfile
from pathlib import Path
from shutil import copytree


def drill(r, server, spare):
    with tempfile.TemporaryDirectory() as shelf:
        copytree(server.data_dir / "appendonlydir", Path(shelf) / "aof")
        spare.stop()
        copytree(Path(shelf) / "aof", spare.data_dir / "appendonlydir")
    spare.restart(appendonly=True)
    return spare.client().dbsize()
