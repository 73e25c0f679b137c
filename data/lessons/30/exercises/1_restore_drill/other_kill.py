import pathlib
import time


def restore_drill(r, target):
    r.bgsave()
    while r.info("persistence")["rdb_bgsave_in_progress"] == 1:
        time.sleep(0.01)
    settings = r.config_get("*")
    backup = (pathlib.Path(settings["dir"]) / settings["dbfilename"]).read_bytes()
    target.kill()  # a killed server writes no last snapshot
    (target.data_dir / "dump.rdb").write_bytes(backup)
    target.restart()
    return len(list(target.client().scan_iter()))
