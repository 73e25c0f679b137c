# verdict: `CONFIG GET appendonly` says `no`
def turn_on_aof(r):
    r.bgrewriteaof()
    r.config_rewrite()
