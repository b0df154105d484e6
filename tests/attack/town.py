"""Who is attacked, and who attacks: two companies, two shops, their customers, one of each role."""

from dataclasses import dataclass, field

INVOICING, ACCOUNTANT, CLERK = "invoicing", "accountant", "clerk"
MANAGER, AUDITOR = "manager", "auditor"
SALES, PORTAL, ANONYMOUS = "salesperson", "portal", "anonymous"
STAFF = (INVOICING, CLERK, MANAGER, AUDITOR, SALES, ACCOUNTANT)
ROLES = (*STAFF, PORTAL, ANONYMOUS)
GROUPS = {
    INVOICING: "account.group_account_invoice",
    ACCOUNTANT: "account.group_account_user",
    CLERK: "receivables_ext.group_receivables_user",
    MANAGER: "receivables_ext.group_receivables_manager",
    AUDITOR: "receivables_ext.group_receivables_auditor",
    SALES: "sales_team.group_sale_salesman",
    PORTAL: "base.group_portal",
}
AT_NORTH = (INVOICING, CLERK)
"""They work at one shop, and do not see what is entered at the other."""
NAMES = {"ours": "Acme", "other": "Globex", "south": "Southern", "foreign": "Zephyr of Beta"}
AMOUNTS = {"south": 5432.1, "foreign": 7777.77}
THRESHOLD = 500.0


@dataclass
class Town:
    """What was booked, by name: ids only, as a remote caller knows them."""

    database: str
    company: int = 0
    foreign_company: int = 0
    ids: dict = field(default_factory=dict)
    founded: frozenset = frozenset()

    def __getattr__(self, name):
        """The id of what was booked under ``name``."""
        try:
            return self.__dict__["ids"][name]
        except KeyError:
            raise AttributeError(name) from None

    def secrets(self, role):
        """What no answer to ``role`` may hold: names and figures of others."""
        names, amounts = [NAMES["foreign"], "PBETA"], [AMOUNTS["foreign"]]
        if role in AT_NORTH:
            amounts.append(AMOUNTS["south"])
        if role in (PORTAL, ANONYMOUS):
            names += [NAMES["other"], NAMES["south"]]
            amounts.append(AMOUNTS["south"])
        return names, amounts
