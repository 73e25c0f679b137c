# verdict: an old password
def create_user(r, name, password):
    rules = ["nocommands", "resetkeys", "resetchannels", "clearselectors", "on", f">{password}"]
    rules += ["~cart:*", "%R~price:*", "&orders"]
    rules += ["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"]
    r.execute_command("ACL", "SETUSER", name, *rules)
