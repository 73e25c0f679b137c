from shutil import copytree

from helpers.servers import run_tool


def rewind(r, server, second):
    server.kill()
    copytree(server.data_dir / "appendonlydir", server.data_dir / "spoilt")
    options = [f"--truncate-to-timestamp {second}", "appendonlydir/appendonly.aof.manifest"]
    run_tool(server, "redis-check-aof", *options[0].split(), options[1])
    server.restart()
    return r.info("keyspace")["db0"]["keys"]
