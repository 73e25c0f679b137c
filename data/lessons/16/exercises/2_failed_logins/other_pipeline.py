def failed_login(r, customer):
    return r.execute_command("BITFIELD", "logins:failed", "OVERFLOW", "SAT", "INCRBY", "u4", 4 * customer, 1)[
        0
    ]


def failures(r, customers):
    with r.pipeline(transaction=False) as pipe:
        for customer in customers:
            pipe.bitfield_ro("logins:failed", "u4", f"#{customer}")
        return [reply[0] for reply in pipe.execute()]
