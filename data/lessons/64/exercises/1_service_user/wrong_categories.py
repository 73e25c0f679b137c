# verdict: `APPEND
def create_user(r, name, password):
    rules = ["reset", "on", f">{password}", "~cart:*", "%R~price:*", "&orders"]
    rules += ["+@read", "+@write", "+expire", "+publish", "+ping", "+client|setinfo"]
    r.execute_command("ACL", "SETUSER", name, *rules)
