import re
import shutil


def rewind(r, server, second):
    server.stop()
    folder = server.data_dir / "appendonlydir"
    shutil.copytree(folder, server.data_dir / "spoilt")
    part = max(folder.glob("*.incr.aof"))
    data = part.read_bytes()
    later = [mark for mark in re.finditer(rb"#TS:(\d+)\r\n", data) if int(mark[1]) > second]
    if later:
        part.write_bytes(data[: later[0].start()])
    server.restart()
    return len(list(r.scan_iter()))
