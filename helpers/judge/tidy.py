"""In the server that processes are forked from: whatever kills the kernel, nothing is left of it.

Jupyter kills the process group of a kernel, so this server makes a group of its own. It ends when the
kernel's end of their pipe closes, and removes the folder of its socket.
"""

import atexit
import os
import shutil

VARIABLE = "REDIS_MEASURED_JUDGE"  # the folder of its socket; in its environment alone


_folder = os.environ.pop(VARIABLE, None)
if _folder:
    os.setsid()
    atexit.register(shutil.rmtree, _folder, ignore_errors=True)
