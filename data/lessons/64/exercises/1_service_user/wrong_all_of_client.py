# verdict: `CLIENT CACHING
def create_user(r, name, password):
    rules = ["reset", "on", f">{password}", "~cart:*", "%R~price:*", "&orders"]
    rules += ["+get", "+set", "+expire", "+publish", "+ping", "+client"]
    r.execute_command("ACL", "SETUSER", name, *rules)
