# verdict: was copied before the new snapshot was complete
import pathlib
import shutil


def restore_drill(r, target):
    r.bgsave()
    file = pathlib.Path(r.config_get("dir")["dir"]) / r.config_get("dbfilename")["dbfilename"]
    target.stop()
    shutil.copy(file, target.data_dir / "dump.rdb")
    target.restart()
    return target.client().dbsize()
