# verdict: still running
from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    try:
        r.set(f"order:{number}", line)
    except ResponseError as error:
        if "NOREPLICAS" in str(error):
            return False
        raise
    return r.wait(replicas, 0) >= replicas
