# verdict: until it has ended
SCRIPT = """
local removed, cursor = {}, '0'
repeat
  local page = redis.call('SCAN', cursor, 'COUNT', 500)
  cursor = page[1]
  for _, key in ipairs(page[2]) do
    local size = redis.call('MEMORY', 'USAGE', key)
    if size and size > tonumber(ARGV[1]) then
      redis.call('UNLINK', key)
      table.insert(removed, key)
      table.insert(removed, size)
    end
  end
until cursor == '0'
return removed
"""


def remove_big(r, limit):
    reply = r.eval(SCRIPT, 0, limit)
    return dict(zip(reply[::2], reply[1::2], strict=True))
