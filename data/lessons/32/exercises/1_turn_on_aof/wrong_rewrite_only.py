# verdict: `CONFIG GET appendonly` returns `no`
def turn_on_aof(r):
    r.bgrewriteaof()
    r.config_rewrite()
