"""How a process makes its client of a server here: connections stay in their process, options travel."""

CARRIED_OPTIONS = {
    "host",
    "port",
    "path",
    "db",
    "username",
    "password",
    "decode_responses",
    "encoding",
    "encoding_errors",
    "socket_timeout",
    "socket_connect_timeout",
    "protocol",
}


def client_options(server, *, asyncio=False, **options):
    """How a process makes its own client of `server`: a dict of what can be carried.

    With `asyncio` it's one of `redis.asyncio`, for a coroutine function.
    """
    client = server.client(**options)
    kwargs = client.connection_pool.connection_kwargs
    carried = {name: value for name, value in kwargs.items() if name in CARRIED_OPTIONS}
    if "path" in carried:
        carried["unix_socket_path"] = carried.pop("path")
    client.close()
    return carried | ({"asyncio": True} if asyncio else {})
