from pathlib import Path
from shutil import copyfile
from time import sleep


def restore_drill(r, target):
    r.execute_command("BGSAVE")
    while r.info()["rdb_bgsave_in_progress"]:
        sleep(0.05)
    source = Path(r.config_get()["dir"], r.config_get()["dbfilename"])
    target.client().config_set("save", "")
    target.stop()
    (target.data_dir / "dump.rdb").unlink(missing_ok=True)
    copyfile(source, target.data_dir / "dump.rdb")
    target.restart()
    return target.client().info("keyspace")["db0"]["keys"]
