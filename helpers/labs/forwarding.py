"""Lessons 60, 61 and 64: a port that leads to a server, for what can happen between client and server."""

import asyncio
import contextlib
import threading

PIECE = 65_536  # bytes


class Forwarder:
    """A port on 127.0.0.1 that leads to `server`, or to anything else with a `port`.

    Every byte is delivered `delay` seconds later, in both directions. With `tls`, an `ssl.SSLContext`, the
    port speaks TLS with its clients. Subclasses can watch or lose what's sent: see `request` and `reply`.
    Use it with `with` to close it.
    """

    def __init__(self, server, *, delay=0, tls=None):
        self._target, self._delay = server.port, delay
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        listening = asyncio.start_server(self._forward, "127.0.0.1", 0, ssl=tls)
        self._listener = asyncio.run_coroutine_threadsafe(listening, self._loop).result()
        self.port = self._listener.sockets[0].getsockname()[1]

    def request(self, connection, data):
        """Called with the bytes that a client sends. Return whether to pass them on.

        `connection` is the same object for all bytes of a connection. Otherwise the connection breaks.
        """
        return True

    def reply(self, connection, data):
        """Called with the bytes that the server sends. Return whether to pass them on, as `request` does."""
        return True

    async def _forward(self, reader, writer):
        writers, connection = [writer], object()
        try:
            replies, requests = await asyncio.open_connection("127.0.0.1", self._target)
            writers.append(requests)
            await asyncio.gather(
                self._pass_on(reader, requests, lambda data: self.request(connection, data)),
                self._pass_on(replies, writer, lambda data: self.reply(connection, data)),
            )
        except (asyncio.CancelledError, OSError):  # by `close`, or the server is gone
            for each in writers:
                each.transport.abort()

    async def _pass_on(self, reader, writer, allowed):
        with contextlib.suppress(OSError):
            while (data := await reader.read(PIECE)) and allowed(data):
                if self._delay:
                    self._loop.call_later(self._delay, writer.write, data)
                else:
                    writer.write(data)
                    await writer.drain()
        self._loop.call_later(self._delay, writer.close)

    def close(self):
        """Stop forwarding, and break the connections."""
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _stop(self):
        self._listener.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()
