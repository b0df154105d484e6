from odoo.fields import Command, Date, Datetime
from odoo.tests import tagged

from ....models.payments.corrections import entry_lock, lock
from .definitive_common import DefinitiveCommon

# The short list, as docs/payments.md says it.
OPEN = {
    "account.payment": lock.OPEN_FIELDS,
    "account.move": entry_lock.OPEN_ENTRY_FIELDS | entry_lock.SEAL_FIELDS,
    "account.move.line": entry_lock.OPEN_ITEM_FIELDS,
}
# By type of field, a value that no field of the examples has.
OTHER_VALUES = {
    "date": Date.to_date("1999-01-01"),
    "datetime": Datetime.to_datetime("1999-01-01"),
    "many2one_reference": 1,
    "one2many": [Command.clear()],
    "many2many": [Command.clear()],
    "json": {"1": 100.0},
}


@tagged("post_install", "-at_install")
class TestPaymentLockedFields(DefinitiveCommon):
    """Every field of core and ours is locked, also those that come with the next version."""

    def _other_value(self, record, field):
        """A value that ``field`` does not have."""
        value = record[field.name]
        if field.type == "selection":
            return next(each for each in field.get_values(self.env) if each != value)
        if field.type == "many2one":
            return value.id + 1
        if field.type in ("boolean", "integer", "float", "monetary"):
            return not value
        return OTHER_VALUES.get(field.type, "something else")

    def test_every_stored_field_is_locked(self):
        self.company.payment_correction_policy = "until_transferred"
        invoicing = self.users["invoicing"]
        for record in (
            self.payment,
            self.payment.move_id,
            self.receivable(self.payment),
            self.payment.move_id.line_ids - self.receivable(self.payment),
        ):
            names = [
                name
                for name, field in record._fields.items()
                if field.store and {"account", "receivables_ext"} & {*field._modules}
            ]
            self.assertGreater(len(names), 40)
            for name in sorted({*names} - OPEN[record._name]):
                value = self._other_value(record, record._fields[name])
                for each in (record.with_user(invoicing), record.with_user(invoicing).sudo()):
                    with self.subTest(model=record._name, field=name, su=each.env.su):
                        self.assertRefused(each.write, {name: value})

    def test_the_entry_is_numbered_for_good(self):
        """What was printed, listed or exported bears the number."""
        wizard = (
            self.env["account.resequence.wizard"]
            .with_context(active_model="account.move", active_ids=self.payment.move_id.ids)
            .create({"first_name": "PBNK9/2026/00001"})
        )
        self.assertRefused(wizard.resequence)

    def test_a_seal_is_not_forged(self):
        move = self.payment.move_id.with_user(self.users["invoicing"])
        self.assertRefused(move.write, {"inalterable_hash": "x"})
        move.journal_id.sudo().restrict_mode_hash_table = True
        self.payment.move_id._hash_moves(force_hash=True)
        self.assertTrue(self.payment.move_id.inalterable_hash)
