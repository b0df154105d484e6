"""Who may do what: measured for every model and every act, and said in docs/roles.md.

A new model, dialog or public method fails here until the page has its row: ``dev/run roles NAME``
writes it, and who wrote it reads it.
"""

import base64
from contextlib import closing
from unittest.mock import patch

from odoo.exceptions import RedirectWarning, UserError
from odoo.fields import Domain
from odoo.service.model import call_kw
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.receivables_ext.models.receipts import preview

from tests.fuzz.test_fuzz_methods import public_methods
from tests.roles.pages import differences
from tests.roles.scene import ROLES, RolesCommon

LETTERS = {"read": "r", "write": "w", "create": "c", "unlink": "d"}
OF_CORE = [
    *(("account.payment", name) for name in ("action_post", "action_draft", "action_cancel")),
    *(("account.move", name) for name in ("button_draft", "action_reverse")),
    ("account.move.line", "remove_move_reconcile"),
    ("account.move", "action_register_payment"),
]
"""What core does to payments and what they settle: its own methods, and our guards in them."""
LOGGERS = ("odoo.sql_db", "odoo.addons.base.models.ir_model", "odoo.models.unlink")


@tagged("post_install", "-at_install")
class TestRoles(RolesCommon):
    """Each role calls each method on something that a colleague with every role may do it to."""

    def test_models(self):
        table = {"Model": [*ROLES]}
        for name in sorted(self.models_of_roles()):
            table[f"`{name}`"] = [self._letters(role, name) for role in ROLES]
        self.assertEqual(differences("models", table), [])

    def _letters(self, role, name):
        model = self.env(user=self.people[role])[name]
        return "".join(letter for right, letter in LETTERS.items() if model.has_access(right))

    # Two seconds of the program that draws, for each role, would show no more.
    @patch.object(preview, "render_receipt", lambda *_args, **_options: b"%PDF")
    def test_acts(self):
        acts = [
            (model, method)
            for model, method, _names, _function in public_methods(self.env.registry)
            # Who may open a dialog may use its buttons, on what they opened it for.
            if not self.env[model]._transient
        ]
        table, lost = {"Act": [*ROLES]}, []
        for model, method in [*acts, *OF_CORE]:
            arguments = self._arguments(model, method)
            if not arguments:
                lost.append(f"{model}.{method}")
                continue
            allowed = [
                not self._refusal(self.people[role], model, method, arguments) for role in ROLES
            ]
            table[f"`{model}.{method}`"] = ["yes" if may else "" for may in allowed]
        self.assertEqual(differences("acts", table), [])
        self.assertEqual(lost, [], "Nobody may do this to anything in the scene")

    def _arguments(self, model, method):
        """Those named here; of another method those with which who has all roles succeeds."""
        docs = self.docs
        special = {
            ("account.move", "action_apply_credits"): [docs["B"].ids],
            ("account.move", "action_convert_walk_in"): [docs["W"].ids],
            ("account.move", "button_draft"): [docs["B"].ids],
            ("account.move", "modify"): [docs["B"].ids, "Why"],
            ("account.move", "credit_and_replace"): [docs["B"].ids, "Why"],
            ("account.payment", "action_draft"): [docs["P"].ids],
            ("account.payment", "action_cancel"): [docs["P"].ids],
            ("account.payment", "action_unschedule"): [docs["E"].ids],
            ("account.move.line", "remove_move_reconcile"): [self.receivable(docs["P"]).ids],
            ("receivables.allocation", "propose"): [self.open_lines().ids],
            ("receivables.allocation", "apply"): [[self.row(docs["B"], docs["Q"], 5)]],
            ("receivables.statement.screen", "get_screen"): [
                {"partner_ids": self.customer.ids, "company_id": self.company.id}
            ],
            ("receivables.statement.screen", "open_document"): [docs["C"].id],
            ("account.payment", "action_take_to_bank"): [self.in_safe[0].ids],
            ("account.payment", "action_take_off"): [self.prepared.payment_ids.ids],
            ("receivables.remittance", "add_payments"): [self.prepared.ids, self.in_safe[0].ids],
            ("receivables.payment.pile", "enter_row"): [self.pile.ids, {"amount": 5.0}],
            ("receivables.payment.pile", "paste_rows"): [self.pile.ids, "\t411ACME\t5,00\t9"],
            ("receivables.bank.import", "read_file"): [
                base64.b64encode(b"Date;Amount\n05/01/2026;5.00\n").decode(),
                "bank.csv",
                self.journal.id,
            ],
            ("receivables.bank.import", "store_lines"): [
                [{"day": "2026-01-05", "amount": 5.0, "label": "Transfer"}],
                self.journal.id,
            ],
            ("account.payment", "preview_document"): [docs["D"].ids, {}],
            ("receivables.installment", "action_export_xlsx"): [[]],
            ("receivables.installment", "action_print"): [[]],
            ("receivables.installment", "get_totals"): [[]],
        }
        if (model, method) in special:
            return special[model, method]
        # Who booked the scene sells nothing.
        for record in self.env[model].sudo().search(self._in_the_scene(model), limit=40):
            arguments = [record.ids]
            if not self._refusal(self.owner, model, method, arguments):
                return arguments
        return None

    def _in_the_scene(self, model):
        if model == "res.partner":
            return Domain("id", "in", self.customer.ids)
        if model == "res.company":
            return Domain("id", "in", self.company.ids)
        domain = Domain("company_id", "in", self.company.ids)
        if model.startswith("account.move"):
            domain &= Domain("partner_id", "=", self.customer.id) & Domain(
                "move_type", "!=", "entry"
            )
        return domain

    def _refusal(self, user, model, method, arguments):
        """Why this user may not: a sentence, or nothing."""
        with closing(self.env.cr.savepoint()), mute_logger(*LOGGERS):
            env = self.env(user=user, context={"allowed_company_ids": self.company.ids})
            try:
                answer = call_kw(env[model], method, [*arguments], {})
                env.flush_all()
                why = self._not_opened(env, answer)
            except (UserError, RedirectWarning) as error:
                why = str(error)
        self.env.invalidate_all()
        return why

    def _not_opened(self, env, answer):
        """Why the screen to which an answer leads stays shut for them."""
        if not (isinstance(answer, dict) and answer.get("res_model")):
            return ""
        if env.user.share:
            return "customers have no such screens"
        model = env[answer["res_model"]]
        is_new = model._transient or answer.get("view_mode") == "form"
        right = "create" if is_new and not answer.get("res_id") else "read"
        return "" if model.has_access(right) else f"no {right} on {model._name}"
