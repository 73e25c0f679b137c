"""Why the Redis in REDIS_URL can't be used: one sentence for each cause."""

import socket
import ssl
from contextlib import contextmanager

import redis

from helpers.errors import CourseError
from helpers.servers.redis_url import HOW

SECONDS = 5  # how long a probe waits


@contextmanager
def explained(address):
    """Turn redis-py's errors in this block into a CourseError about the server at `address`."""
    try:
        yield
    except (redis.RedisError, OSError) as error:
        raise CourseError(f"{_reason(error, address)}, {HOW}.") from None


def _reason(error, address):
    causes = list(_causes(error))
    for kind, explain in EXPLANATIONS:
        if found := next((cause for cause in causes if isinstance(cause, kind)), None):
            return explain(found, address)
    return f"The Redis at {address.place} refuses ({error}): correct REDIS_URL"


def _causes(error):
    while error:
        yield error
        error = error.__cause__ or error.__context__


def _certificate(error, address):
    why = error.verify_message.rstrip(".")
    if error.verify_code in (62, 64):  # X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH
        return (
            f"The certificate of the Redis at {address.place} is for another name ({why}): write the host "
            "as in the certificate, or switch the check off with ?ssl_check_hostname=false"
        )
    return (
        f"The Redis at {address.place} answers, but its certificate isn't trusted ({why}): name the "
        "authority that signed it, as in rediss://host:6379/0?ssl_ca_certs=/path/to/ca.pem"
    )


def _tls(error, address):
    if "alert certificate required" in str(error) or "alert handshake failure" in str(error):
        return _client_certificate(address)
    if _speaks_plainly(address):
        return _no_tls(address)
    if not error.reason and _speaks_tls(address):  # the connection broke before the alert was read
        return _client_certificate(address)
    return f"The TLS connection to {address.place} fails ({error.reason}): correct REDIS_URL"


def _no_tls(address):
    return f"The Redis at {address.place} doesn't speak TLS: write redis:// in place of rediss://"


def _client_certificate(address):
    return (
        f"The Redis at {address.place} asks for a client certificate: name yours, as in "
        "rediss://host:6379/0?ssl_certfile=/path/to/client.crt&ssl_keyfile=/path/to/client.key"
    )


def _no_file(error, address):
    if "path" in address.options:
        return f"There's no socket at {address.place}: start Redis, correct REDIS_URL"
    return "A certificate or key file that REDIS_URL names isn't there: correct its path"


def _not_allowed(error, address):
    if "path" in address.options:
        return f"You may not open the socket {address.place}: ask for the right to, correct REDIS_URL"
    return "A certificate or key file that REDIS_URL names can't be read: allow it"


def _unknown_host(error, address):
    return f"There's no host called {address.options.get('host')}: correct REDIS_URL"


def _refused(error, address):
    return f"No Redis answers at {address.place}: start it, correct REDIS_URL"


def _too_late(error, address):
    if address.uses_tls and _speaks_plainly(address):  # it reads the handshake as an unfinished command
        return _no_tls(address)
    return f"The Redis at {address.place} hasn't answered within {SECONDS} s: start it, correct REDIS_URL"


def _password(error, address):
    if not address.has_password:
        return (
            f"The Redis at {address.place} asks for a password: write redis://user:password@host:6379/0 into "
            "REDIS_URL"
        )
    return (
        f"The Redis at {address.place} doesn't accept the user name or password in REDIS_URL: correct them "
        "(special characters percent-encoded: @ is %40, / %2F, % %25)"
    )


def _permission(error, address):
    return f"The user in REDIS_URL may not do what the course needs ({error}): grant it, name a user who may"


def _loading(error, address):
    return f"The Redis at {address.place} is still loading its data: wait until it's done"


def _closed(error, address):
    """Explain a connection that opened and then broke: TLS, or a different protocol."""
    if address.uses_tls:  # TLS 1.3 reports a missing certificate only after the handshake
        return _client_certificate(address)
    if "path" not in address.options and _speaks_tls(address):
        return f"The Redis at {address.place} speaks TLS: write rediss:// in place of redis://"
    return f"What answers at {address.place} isn't a Redis: correct REDIS_URL"


def _speaks_tls(address):
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with _probe(address) as plain, context.wrap_socket(plain):
            return True
    except OSError:
        return False


def _speaks_plainly(address):
    try:
        with _probe(address) as plain:
            plain.sendall(b"PING\r\n")
            return plain.recv(1) in (b"+", b"-")
    except OSError:
        return False


def _probe(address):
    where = address.options.get("host", "localhost"), address.options.get("port", 6379)
    return socket.create_connection(where, SECONDS)


def _response(error, address):
    if "DB index" in str(error) or "SELECT is not allowed" in str(error):
        return f"The Redis at {address.place} has no database {address.database}: name another"
    return f"The Redis at {address.place} refuses ({error}): correct REDIS_URL"


# The first type found among an error's causes explains it, so specific types come first
EXPLANATIONS = [
    (ssl.SSLCertVerificationError, _certificate),
    (ssl.SSLError, _tls),
    (FileNotFoundError, _no_file),
    (PermissionError, _not_allowed),
    (socket.gaierror, _unknown_host),
    (ConnectionRefusedError, _refused),
    (redis.AuthenticationError, _password),
    (redis.exceptions.NoPermissionError, _permission),
    (redis.BusyLoadingError, _loading),
    (redis.TimeoutError, _too_late),
    (TimeoutError, _too_late),
    (redis.InvalidResponse, _closed),
    (redis.ConnectionError, _closed),
    (redis.ResponseError, _response),
]
