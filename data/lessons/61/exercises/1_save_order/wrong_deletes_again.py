# verdict: the order stays on the primary
from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    try:
        r.set(f"order:{number}", line)
    except ResponseError as error:
        if "NOREPLICAS" in str(error):
            return False
        raise
    if r.wait(replicas, milliseconds) < replicas:
        r.delete(f"order:{number}")
        return False
    return True
