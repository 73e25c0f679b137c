# verdict: the user is `off`
def rotate(r, name, new, deploy):
    r.acl_setuser(name, passwords=[f"+{new}"])
    deploy(new)
    r.acl_setuser(name, reset_passwords=True, passwords=[f"+{new}"])
    r.execute_command("CLIENT", "KILL", "USER", name)
