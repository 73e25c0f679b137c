# verdict: run `SET session:ana
def create_user(r, name, password):
    rules = ["reset", "on", f">{password}", "%R~cart:*", "%R~price:*", "&orders"]
    rules += ["+get", "+publish", "+ping", "+client|setinfo", "(+set +expire ~cart:* ~session:*)"]
    r.execute_command("ACL", "SETUSER", name, *rules)
