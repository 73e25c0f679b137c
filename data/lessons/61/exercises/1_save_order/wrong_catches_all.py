# verdict: memory is full
from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    try:
        r.set(f"order:{number}", line)
    except ResponseError:
        return False
    return r.wait(replicas, milliseconds) >= replicas
