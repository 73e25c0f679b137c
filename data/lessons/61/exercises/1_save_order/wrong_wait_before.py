# verdict: WAIT, SET
from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    try:
        enough = r.wait(replicas, milliseconds) >= replicas
        r.set(f"order:{number}", line)
    except ResponseError as error:
        if "NOREPLICAS" in str(error):
            return False
        raise
    return enough
