from redis import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    pipe = r.pipeline(transaction=False)
    pipe.set(f"order:{number}", line)
    pipe.execute_command("WAIT", replicas, milliseconds)
    try:
        replies = pipe.execute()
    except ResponseError as error:
        if "NOREPLICAS" in str(error):
            return False
        raise
    return replies[-1] >= replicas
