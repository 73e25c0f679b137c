from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    """Store the order; return whether `replicas` replicas have it in time."""
    pipe = r.pipeline(transaction=False)  # on one connection, even if it has to be opened again
    pipe.set(f"order:{number}", line)
    pipe.wait(replicas, milliseconds)
    stored, acknowledged = pipe.execute(raise_on_error=False)
    if isinstance(stored, ResponseError):
        if str(stored).startswith("NOREPLICAS"):
            return False
        raise stored
    return acknowledged >= replicas
