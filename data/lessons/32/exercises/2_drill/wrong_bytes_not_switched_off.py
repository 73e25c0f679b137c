# verdict: in the middle of your copy
from time import sleep


def drill(r, server, spare):
    spare.stop()
    while True:
        state = r.info("persistence")
        if not state["aof_rewrite_in_progress"] and not state["aof_rewrite_scheduled"]:
            break
        sleep(0.01)
    folder = spare.data_dir / "appendonlydir"
    folder.mkdir()
    for part in (server.data_dir / "appendonlydir").iterdir():
        (folder / part.name).write_bytes(part.read_bytes())
    spare.restart(appendonly=True)
    return spare.client().dbsize()
