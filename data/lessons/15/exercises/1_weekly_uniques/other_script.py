SCRIPT = "return #KEYS == 0 and 0 or redis.call('PFCOUNT', unpack(KEYS))"


def visit(r, day, visitor):
    r.execute_command("PFADD", "visitors:" + day, visitor)


def uniques(r, days):
    return r.eval(SCRIPT, len(days), *(f"visitors:{day}" for day in days))
