"""The system account of the embedded PostgreSQL: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import stat

from dev.command import run_step

ACCOUNT = "pgserver"


def account():
    """Options for ``subprocess``: root becomes the account, anyone else stays who they are."""
    if os.geteuid() != 0:
        return {}
    entry = _entry()
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def let_account_reach(folder, own=False):
    """For root only: let the account walk to ``folder``, and own it if asked.

    Walking is all that is added (the x bit) to the folders above: they still cannot be listed.
    """
    if os.geteuid() != 0:
        return
    for parent in folder.parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(stat.S_IMODE(mode) | stat.S_IXOTH)
    entry = _entry()
    # The account's number may differ from the one that made the data, on a rebuilt machine.
    if own and folder.stat().st_uid != entry.pw_uid:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, entry.pw_uid, entry.pw_gid)


def _entry():
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        run_step(
            ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT],
            f"PostgreSQL cannot run as root and the account {ACCOUNT} could not be made",
        )
        return pwd.getpwnam(ACCOUNT)
