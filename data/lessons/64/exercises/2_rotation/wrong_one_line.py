# verdict: Syntax error
def rotate(r, name, new, deploy):
    r.execute_command(f"ACL SETUSER {name} >{new}")
    deploy(new)
    r.execute_command(f"ACL SETUSER {name} resetpass >{new}")
    r.execute_command("CLIENT", "KILL", "USER", name)
