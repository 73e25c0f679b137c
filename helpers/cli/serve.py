"""JupyterLab in this process, with a quiet terminal: its log goes to a file.

`lab` turns into this module, so what stops it stops JupyterLab. Once JupyterLab listens, the terminal says
where, and how to stop it.
"""

import os
import re
import sys
import time

from helpers.paths import COPIES, LOCK_VARIABLE, ROOT

LOG = COPIES / ".jupyter.log"
LARGEST = 1_000_000  # bytes, after which a new log starts
HOW_TO_STOP = "To stop it, press Ctrl-C here twice, or once and then y."


def main(arguments):
    """Run JupyterLab until it's stopped; returns the exit status, or a sentence about why it didn't start."""
    lock = os.environ.pop(LOCK_VARIABLE, "")
    terminal = _log_to_file()
    try:
        _run(arguments, lock)
    except SystemExit as end:
        if end.code:
            return _failed(terminal)
    except Exception:
        sys.excepthook(*sys.exc_info())  # the whole of it belongs in the log
        return _failed(terminal)
    return 0


def _run(arguments, lock):
    from jupyterlab.labapp import LabApp

    app = LabApp.initialize_server(argv=arguments)
    app.io_loop.add_callback(_listening, app, lock)  # the loop binds the port before it gets here
    app.start()
    print(f"JupyterLab has stopped. To go on, run `python3 -m helpers lab` in {ROOT}.", flush=True)


def _listening(app, lock):
    if lock:
        os.close(int(lock))  # the next start may look for a free port
    opened = "JupyterLab is opening in your browser" if app.open_browser else "Open this address in a browser"
    print(
        f"\n{opened}:\n\n    {app.public_url}\n\n{HOW_TO_STOP}\n"
        f"Your notebooks are in {COPIES.relative_to(ROOT)}; JupyterLab's log is {LOG.relative_to(ROOT)}.\n",
        flush=True,
    )


def _log_to_file():
    """Send stderr, which the kernels inherit, to the log; returns a file that writes to the terminal."""
    terminal = os.fdopen(os.dup(2), "w")
    mode = "w" if LOG.exists() and LOG.stat().st_size > LARGEST else "a"
    with open(LOG, mode) as log:
        print(time.strftime("\n---- %Y-%m-%d %H:%M:%S"), file=log, flush=True)
        os.dup2(log.fileno(), 2)
    return terminal


def _failed(terminal):
    """Say in the terminal why JupyterLab failed: the last line of its log."""
    lines = [line.strip() for line in LOG.read_text(errors="replace").splitlines() if line.strip()]
    reason = re.sub(r"^\[[A-Z] [^]]*\] ", "", lines[-1])
    print(f"JupyterLab failed: {reason}\nThe details are in {LOG}.", file=terminal, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
