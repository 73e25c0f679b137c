def by_hand(r, *words):
    connection = r.connection_pool.get_connection()
    try:
        return b"".join(connection.pack_command(*words))
    finally:
        r.connection_pool.release(connection)
