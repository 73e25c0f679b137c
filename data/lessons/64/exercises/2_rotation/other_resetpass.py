def rotate(r, name, new, deploy):
    r.execute_command("ACL SETUSER", name, ">" + new)
    deploy(new)
    r.execute_command("ACL SETUSER", name, "resetpass", ">" + new)
    r.execute_command("CLIENT KILL", "USER", name)
