# verdict: Which settings of the shop's server name its directory
import pathlib
import shutil
import time


def restore_drill(r, target):
    r.bgsave()
    while r.info("persistence")["rdb_bgsave_in_progress"]:
        time.sleep(0.01)
    target.stop()
    shutil.copy(pathlib.Path(r.config_get("dir")["dir"]) / "dump.rdb", target.data_dir / "dump.rdb")
    target.restart()
    return target.client().dbsize()
