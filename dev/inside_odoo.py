"""An environment on a database for our scripts that import Odoo."""

from contextlib import contextmanager

import odoo.api
import odoo.tools
from odoo.modules.registry import Registry


@contextmanager
def environment_of(database, login="admin"):
    """Yield an environment of that user; commits when the block ends without an error."""
    odoo.tools.config.parse_config(
        ["-d", database, "--log-level=warn", "--no-http"], setup_logging=True
    )
    with Registry(database).cursor() as cr:
        env = odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {"lang": "en_US"})
        user = env["res.users"].search([("login", "=", login)])
        yield env(user=user.id)
