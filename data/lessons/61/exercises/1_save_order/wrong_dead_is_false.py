# verdict: your command raised ConnectionError
from redis import ConnectionError, ResponseError


def save_order(r, number, line, replicas, milliseconds):
    """Store the order; return whether `replicas` replicas have it in time."""
    try:
        r.set(f"order:{number}", line)
    except ResponseError as error:
        if not str(error).startswith("NOREPLICAS"):
            raise
        return False
    except ConnectionError:
        return False
    return r.wait(replicas, milliseconds) >= replicas
