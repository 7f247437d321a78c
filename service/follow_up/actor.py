"""Who changes something. Until there are accounts, everything is done by the one person at this machine."""

LOCAL_USER = "người dùng"
