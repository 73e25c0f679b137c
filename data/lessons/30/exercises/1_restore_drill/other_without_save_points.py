import pathlib
import shutil
import time


def restore_drill(r, target):
    r.bgsave()
    while r.info("persistence")["rdb_bgsave_in_progress"]:
        time.sleep(0.01)
    target.client().config_set("save", "")  # so that its orderly stop writes nothing
    shutil.copy(pathlib.Path(r.config_get("dir")["dir"]) / "shop.rdb", target.data_dir / "dump.rdb")
    target.restart()
    return target.client().dbsize()
