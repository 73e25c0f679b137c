def create_user(r, name, password):
    r.acl_deluser(name)
    r.acl_setuser(
        name,
        enabled=True,
        passwords=[f"+{password}"],
        commands=["+get", "+set", "+expire", "+publish", "+ping", "+client|setinfo"],
        keys=["cart:*"],
        channels=["orders"],
    )
    r.execute_command("ACL SETUSER", name, "%R~price:*")
