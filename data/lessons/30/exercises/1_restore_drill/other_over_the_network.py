from helpers.servers import run_tool


def restore_drill(r, target):
    target.stop()
    port = r.connection_pool.connection_kwargs["port"]
    run_tool(target, "redis-cli", "-p", port, "--rdb", "dump.rdb")
    target.restart()
    return target.client().dbsize()
