# verdict: run `HGETALL`
def create_user(r, name, password):
    rules = ["resetpass", "nocommands", "resetkeys", "resetchannels", "on", f">{password}"]
    rules += ["~cart:*", "%R~price:*", "&orders"]
    rules += ["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"]
    r.execute_command("ACL", "SETUSER", name, *rules)
