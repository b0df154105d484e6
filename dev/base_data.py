"""Fill an empty database with Odoo's own modules for a French company; runs inside Odoo.

The country is set before the accounting modules are installed: they load the chart of accounts
of the company's country, and loading another one later would need an empty ledger.
"""

import sys

import odoo
import odoo.api
import odoo.tools
from odoo.modules.registry import Registry

MODULES = ["sale_management", "l10n_fr_account"]
COMPANY = {
    "name": "Atelier Dupont SARL",
    "street": "12 rue des Tanneurs",
    "zip": "69002",
    "city": "Lyon",
    "phone": "+33 4 72 00 00 00",
    "email": "contact@atelier-dupont.example",
    "website": "atelier-dupont.example",
    "logo": False,  # instead of a picture that says "Your logo"
}


def main(database):
    """Install, in two steps, with English and French loaded and none of Odoo's demo data."""
    options = ["--log-level=warn", "--no-http", "--load-language=en_US,fr_FR"]
    odoo.tools.config.parse_config(["-d", database, *options])
    install(database, ["base"], set_company)
    install(database, MODULES, load_chart)


def install(database, modules, prepare):
    """Install modules, then call ``prepare`` on the new registry and commit."""
    registry = Registry.new(database, update_module=True, install_modules=modules)
    with registry.cursor() as cr:
        prepare(odoo.api.Environment(cr, odoo.api.SUPERUSER_ID, {}))


def set_company(env):
    """Make the main company French, in euros."""
    env.ref("base.EUR").active = True
    values = {"country_id": env.ref("base.fr").id, "currency_id": env.ref("base.EUR").id}
    env.ref("base.main_company").write({**COMPANY, **values})


def load_chart(env):
    """Load the French chart if installing did not, and make sure that it is there."""
    company = env.ref("base.main_company")
    if company.chart_template != "fr":
        env["account.chart.template"].try_loading("fr", company, install_demo=False)
    if company.chart_template != "fr" or company.currency_id != env.ref("base.EUR"):
        raise RuntimeError("The French chart of accounts could not be loaded.")


if __name__ == "__main__":
    main(sys.argv[1])
