TAKE = """
local due = redis.call('ZRANGE', KEYS[1], '-inf', ARGV[1], 'BYSCORE')
if #due > 0 then
  redis.call('ZREM', KEYS[1], unpack(due))
end
return due
"""


def schedule(r, job, due):
    r.zadd("jobs", {job: due})


def take_due(r, now):
    return r.eval(TAKE, 1, "jobs", now)
