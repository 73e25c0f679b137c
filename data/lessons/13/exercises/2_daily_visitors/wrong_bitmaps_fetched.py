# verdict: with `GET`
def count_visit(r, day, customer):
    key = f"visitors:{day}"
    with r.pipeline() as pipe:
        before, _ = pipe.setbit(key, customer, 1).expire(key, 2_592_000).execute()
    return before == 0


def visitors(r, day):
    return r.bitcount(f"visitors:{day}")


def regulars(r, days):
    both = -1
    for day in days:
        bitmap = r.execute_command("GET", f"visitors:{day}", NEVER_DECODE=True) or b""
        both &= int.from_bytes(bitmap.ljust(3750, b"\0"), "big")
    return both.bit_count()
