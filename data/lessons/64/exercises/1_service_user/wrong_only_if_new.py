# verdict: with the new password
def create_user(r, name, password):
    if name in r.acl_users():
        return
    rules = ["reset", "on", f">{password}", "~cart:*", "%R~price:*", "&orders"]
    rules += ["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"]
    r.execute_command("ACL", "SETUSER", name, *rules)
