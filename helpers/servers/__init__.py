"""Connect to the course's Redis, reset it, and start more servers to break.

`connect()` gives this kernel a private server, unless REDIS_URL names one; `start_server(**config)` starts
another one for what must not be done to a shared server: configuration, crashes, persistence.
"""

from helpers.setup import importing

with importing.whole():
    from helpers.servers.clients import connect, describe, reset, supports
    from helpers.servers.server import Server, start_server
    from helpers.servers.tools import fdatasync_probe, run_tool, sizes

__all__ = [
    "Server",
    "connect",
    "describe",
    "fdatasync_probe",
    "reset",
    "run_tool",
    "sizes",
    "start_server",
    "supports",
]
