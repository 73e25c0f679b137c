SCRIPT = """
local winners = redis.call('SRANDMEMBER', KEYS[1], ARGV[1])
for _, winner in ipairs(winners) do
  redis.call('SREM', KEYS[1], winner)
end
return winners
"""


def enter(r, raffle, customer):
    return r.sadd(f"raffle:{raffle}", customer) == 1


def draw(r, raffle, n):
    return [int(customer) for customer in r.eval(SCRIPT, 1, f"raffle:{raffle}", n)]
