import base64
from pathlib import Path

from ...common import ReceivablesCommon

FILES = Path(__file__).parents[2] / "readers" / "files"
IBAN = "FR7630004001000000001234525"
VIR = ("05/01/2026", "TRANSFER ACME", "1200.50")
CARD = ("06/01/2026", "CARDS", "80.00")
FEE = ("31/01/2026", "ACCOUNT FEE", "-55.00")


class ImportCommon(ReceivablesCommon):
    """A clerk with files of the bank, and an accountant."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.currency = cls.company.currency_id.name
        cls.journal.bank_account_id = cls.env["res.partner.bank"].create(
            {"acc_number": IBAN, "partner_id": cls.company.partner_id.id}
        )
        cls.clerk = cls.person(
            "import_clerk", "base.group_user", "receivables_ext.group_receivables_user"
        )
        cls.accountant = cls.person(
            "import_accountant", "base.group_user", "account.group_account_invoice"
        )
        cls.model = "receivables.import.bank.lines"

    @classmethod
    def sample(cls, name):
        """A sample of the readers, in the currency of the company."""
        return (FILES / name).read_text().replace("EUR", cls.currency)

    def dialog(self, content="", user=None, **values):
        """A dialog with a file, or with what is pasted; not yet read."""
        given = {"journal_id": self.journal.id, **values}
        if content:
            content = content if isinstance(content, bytes) else content.encode()
            given |= {"file": base64.b64encode(content), "file_name": "bank.txt"}
        return self.env[self.model].with_user(user or self.clerk).create(given)

    def preview(self, content="", user=None, **values):
        dialog = self.dialog(content, user, **values)
        self.call(user or self.clerk, self.model, "action_preview", dialog.ids)
        return dialog

    def accept(self, dialog, user=None):
        return self.call(user or self.clerk, self.model, "action_import", dialog.ids)

    def import_file(self, content, user=None, **values):
        """Read a file and accept what is shown."""
        return self.accept(self.preview(content, user, **values), user)

    def kept(self):
        """The lines of the bank that are there, oldest first."""
        return self.env["account.bank.statement.line"].search(
            [("journal_id", "=", self.journal.id)], order="internal_index"
        )

    def states(self, dialog):
        return [(row.label, row.state, row.taken) for row in dialog.row_ids]

    def assertKept(self, *expected):
        found = [(str(line.date), line.amount, line.payment_ref) for line in self.kept()]
        self.assertEqual(found, list(expected))


def table(*rows):
    """A CSV of lines: day, label, amount."""
    return "\n".join(["Date;Label;Amount", *(";".join(row) for row in rows)]) + "\n"
