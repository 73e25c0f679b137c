DRAW = """
local winners = redis.call('HRANDFIELD', KEYS[1], ARGV[1])
if #winners > 0 then redis.call('HDEL', KEYS[1], unpack(winners)) end
return winners
"""


def enter(r, raffle, customer):
    return r.hsetnx(f"raffle:{raffle}", customer, 1) == 1


def draw(r, raffle, n):
    return [int(customer) for customer in r.eval(DRAW, 1, f"raffle:{raffle}", n)]
