import shutil

from helpers.servers import run_tool


def rewind(r, server, second):
    server.stop()
    folder = server.data_dir / "appendonlydir"
    folder.rename(server.data_dir / "spoilt")
    shutil.copytree(server.data_dir / "spoilt", folder)
    run_tool(server, "redis-check-aof", "--truncate-to-timestamp", second, folder / "appendonly.aof.manifest")
    server.restart()
    return r.dbsize()
