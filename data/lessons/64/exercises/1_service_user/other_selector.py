def create_user(r, name, password):
    commands = ["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"]
    rules = [*commands, "~cart:*", "&orders", "(+get ~price:*)"]
    r.execute_command("ACL", "SETUSER", name, "reset", "on", f">{password}", *rules)
