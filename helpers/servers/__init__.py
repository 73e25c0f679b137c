"""Connect to the course's Redis, reset it, and start more servers to break.

`connect()` gives this kernel a private server, unless REDIS_URL names one; `start_server(**config)` starts
another one for what must not be done to a shared server: configuration, crashes, persistence.
`start_replicas`, `start_sentinels` and `start_cluster` start several that know each other.
"""

from helpers.setup import importing

with importing.whole():
    from helpers.servers.clients import (
        address,
        cli_line,
        connect,
        connect_socket,
        describe,
        login,
        look,
        reset,
        supports,
        url,
    )
    from helpers.servers.server import Server, start_server
    from helpers.servers.tools import fdatasync_probe, run_tool, sizes
    from helpers.servers.topology import start_cluster, start_replicas, start_sentinels

__all__ = [
    "Server",
    "address",
    "cli_line",
    "connect",
    "connect_socket",
    "describe",
    "fdatasync_probe",
    "login",
    "look",
    "reset",
    "run_tool",
    "sizes",
    "start_cluster",
    "start_replicas",
    "start_sentinels",
    "start_server",
    "supports",
    "url",
]
