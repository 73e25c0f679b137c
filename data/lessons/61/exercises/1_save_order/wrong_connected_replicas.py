# verdict: SET, INFO
from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    try:
        r.set(f"order:{number}", line)
    except ResponseError as error:
        if "NOREPLICAS" in str(error):
            return False
        raise
    return r.info("replication")["connected_slaves"] >= replicas
