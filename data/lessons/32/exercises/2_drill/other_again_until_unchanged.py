from pathlib import Path
from shutil import rmtree
from time import sleep


def copied(source, target):
    before = (source / "appendonly.aof.manifest").read_bytes()
    target.mkdir()
    try:
        for part in source.iterdir():
            (target / part.name).write_bytes(part.read_bytes())
        return (source / "appendonly.aof.manifest").read_bytes() == before
    except FileNotFoundError:
        return False


def drill(r, server, spare):
    spare.stop()
    source, target = Path(server.data_dir) / "appendonlydir", Path(spare.data_dir) / "appendonlydir"
    while True:
        state = r.info("persistence")
        if state["aof_rewrite_in_progress"] or state["aof_rewrite_scheduled"]:
            sleep(0.01)
        elif copied(source, target):
            break
        else:
            rmtree(target)
    spare.restart(appendonly=True)
    return spare.client().dbsize()
