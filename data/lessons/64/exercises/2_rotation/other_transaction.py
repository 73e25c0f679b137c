def rotate(r, name, new, deploy):
    r.acl_setuser(name, enabled=True, passwords=["+" + new])
    deploy(new)
    with r.pipeline() as pipe:
        pipe.acl_setuser(name, enabled=True, reset_passwords=True)
        pipe.acl_setuser(name, enabled=True, passwords=["+" + new])
        pipe.execute_command("CLIENT", "KILL", "USER", name)
        pipe.execute()
