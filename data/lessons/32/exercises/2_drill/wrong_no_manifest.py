# verdict: `spare` has 0 of 302 keys, and its manifest doesn't list
from shutil import copy


def drill(r, server, spare):
    spare.stop()
    folder = spare.data_dir / "appendonlydir"
    folder.mkdir()
    for pattern in ("*.rdb", "*.aof"):
        for part in (server.data_dir / "appendonlydir").glob(pattern):
            copy(part, folder)
    spare.restart(appendonly=True)
    return spare.client().dbsize()
