# verdict: `GET price:24`, which
def create_user(r, name, password):
    rules = ["reset", "on", f">{password}", "~cart:*", "&orders"]
    rules += ["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"]
    r.execute_command("ACL", "SETUSER", name, *rules)
