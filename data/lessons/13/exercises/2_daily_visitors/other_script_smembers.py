COUNT = """
local number = 0
for _, customer in ipairs(redis.call('SMEMBERS', KEYS[1])) do
  local every = 1
  for _, key in ipairs(KEYS) do every = every * redis.call('SISMEMBER', key, customer) end
  number = number + every
end
return number
"""


def count_visit(r, day, customer):
    key = f"visitors:{day}"
    with r.pipeline() as pipe:
        new, _ = pipe.sadd(key, customer).expire(key, 2_592_000).execute()
    return new == 1


def visitors(r, day):
    return r.scard(f"visitors:{day}")


def regulars(r, days):
    return r.eval(COUNT, len(days), *(f"visitors:{day}" for day in days))
