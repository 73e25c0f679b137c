from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    pipe = r.pipeline(transaction=False)
    pipe.set(f"order:{number}", line)
    pipe.wait(replicas, milliseconds)
    stored, acknowledged = pipe.execute(raise_on_error=False)
    if isinstance(stored, ResponseError) and "NOREPLICAS" in str(stored):
        return False
    for reply in (stored, acknowledged):
        if isinstance(reply, Exception):
            raise reply
    return acknowledged >= replicas
