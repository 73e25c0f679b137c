# verdict: `, a web server can't log in
def rotate(r, name, new, deploy):
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    deploy(new)
    r.execute_command("ACL", "SETUSER", name, "resetpass")
    r.execute_command("ACL", "SETUSER", name, f">{new}")
    r.execute_command("CLIENT", "KILL", "USER", name)
