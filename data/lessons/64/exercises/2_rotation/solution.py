def rotate(r, name, new, deploy):
    """Give user `name` the password `new`, and shut out clients that used an old one."""
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("ACL", "SETUSER", name, "resetpass", f">{new}")
    r.execute_command("CLIENT", "KILL", "USER", name)
