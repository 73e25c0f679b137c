# verdict: can't log in with its password 'correct
def create_user(r, name, password):
    rules = ["reset", f">{password}", "~cart:*", "%R~price:*", "&orders"]
    rules += ["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"]
    r.execute_command("ACL", "SETUSER", name, *rules)
