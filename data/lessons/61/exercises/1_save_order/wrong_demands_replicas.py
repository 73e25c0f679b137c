# verdict: Which other writes does this setting concern
from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    """Store the order; return whether `replicas` replicas have it in time."""
    try:
        r.config_set("min-replicas-to-write", replicas)
        r.set(f"order:{number}", line)
    except ResponseError as error:
        if not str(error).startswith("NOREPLICAS"):
            raise
        return False
    return r.wait(replicas, milliseconds) >= replicas
