from redis.exceptions import ResponseError


def save_order(r, number, line, replicas, milliseconds):
    with r.client() as connection:
        try:
            connection.set(f"order:{number}", line)
        except ResponseError as error:
            if "NOREPLICAS" in str(error):
                return False
            raise
        return connection.wait(replicas, milliseconds) >= replicas
