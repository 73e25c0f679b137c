# verdict: MULTI
from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    pipe = r.pipeline()
    pipe.set(f"order:{number}", line)
    pipe.wait(replicas, milliseconds)
    try:
        return pipe.execute()[1] >= replicas
    except ResponseError as error:
        if "NOREPLICAS" in str(error):
            return False
        raise
