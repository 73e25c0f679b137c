# verdict: with NOPERM
from redis import OutOfMemoryError, ResponseError


def save_order(r, number, line, replicas, milliseconds):
    """Store the order; return whether `replicas` replicas have it in time."""
    try:
        r.set(f"order:{number}", line)
    except OutOfMemoryError:
        raise
    except ResponseError:
        return False
    return r.wait(replicas, milliseconds) >= replicas
