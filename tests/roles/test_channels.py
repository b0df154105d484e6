"""Nothing crosses companies, stations or salespersons, whatever the way it is asked for.

Every model, dialog, public method, report and address is found by introspection and asked for what
is kept from a role. An answer or a refusal that shows a number or a name of it is a leak.
"""

import inspect
import re
from contextlib import closing
from unittest.mock import patch

from psycopg2 import IntegrityError

from odoo.exceptions import RedirectWarning, UserError
from odoo.service.model import call_kw
from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from odoo.addons.receivables_ext.models.receipts import preview

from tests.fuzz.fuzz_common import LONG
from tests.fuzz.test_fuzz_methods import public_methods
from tests.fuzz.test_fuzz_routes import LOGGERS, our_addresses
from tests.roles.scene import ROLES, login_of
from tests.roles.secrets import TELLING, SecretsCommon

QUIET = (*LOGGERS, "odoo.models.unlink", "odoo.addons.base.models.ir_model")


@tagged("post_install", "-at_install")
class TestChannels(SecretsCommon, HttpCase):
    """One test for each kind of channel; a line for each leak."""

    def _hidden(self, roles=ROLES):
        """Each role and what is kept from it; a few telling ones when time is short."""
        for role in roles:
            for secret in self.secrets:
                if role in secret.hidden_from and (LONG or (role, secret.name) in TELLING):
                    yield role, secret

    def _ask(self, role, secret, model, method, args, **kwargs):
        """What an answer, or a refusal, gives away of a secret; nothing is kept of the call."""
        user = self.people[role]
        with closing(self.env.cr.savepoint()), mute_logger(*QUIET):
            env = self.env(user=user, context={"allowed_company_ids": self.company.ids})
            context = {**env.context, **kwargs.pop("context", {})}
            try:
                answer = call_kw(env[model], method, [*args], {**kwargs, "context": context})
                env.flush_all()
                if method == "create":
                    answer = call_kw(env[model], "read", [answer], {"context": context})
            except (UserError, RedirectWarning) as refusal:
                answer = refusal
            # A field left empty, another number of records than a method takes: worded by core.
            except (IntegrityError, ValueError, TypeError) as refusal:
                answer = refusal
        self.env.invalidate_all()
        found = secret.found_in(answer)
        return f"{model}.{method} as {role}: {secret.name} ({found})" if found else ""

    def assertNothingCrosses(self, leaks):
        self.assertEqual([leak for leak in leaks if leak], [])

    # === Records === #

    def test_records(self):
        self.assertNothingCrosses(
            self._ask(role, secret, model, method, args, **kwargs)
            for role, secret in self._hidden()
            for model, ids in secret.records.items()
            if ids and not self.env[model]._transient
            for method, args, kwargs in self._reading(role, model, ids)
        )

    def _reading(self, role, model, ids):
        """The ways in which a client reads a model: rows, groups, exports, names, relations."""
        fields = self.env[model]._fields
        names = [name for name, field in fields.items() if field.type != "binary"]
        spec = {name: self._specification(fields[name]) for name in names}
        yield "read", [ids[:1]], {}
        if not self.env(user=self.people[role])[model].has_access("read"):
            return
        yield from (("read", [[one]], {}) for one in ids[1:])
        for one in {ids[0], ids[-1]}:
            yield "web_read", [[one], spec], {}
            yield "export_data", [[one], names], {}
        yield "search_read", [[], names], {}
        yield "web_search_read", [[], spec], {}
        yield "name_search", [], {}
        stored = [name for name in names if fields[name].store]
        sums = [f"{name}:sum" for name in stored if fields[name].type == "monetary"]
        groups = [name for name in stored if fields[name].type in ("many2one", "char")]
        for group in groups[:8]:
            yield "formatted_read_group", [[], [group], sums], {}

    def _specification(self, field):
        return {"fields": {"display_name": {}}} if field.relational else {}

    # === Figures of customers === #

    def test_figures_of_customers(self):
        ours = [
            name
            for name, field in self.env["res.partner"]._fields.items()
            if field._module == "receivables_ext"
        ]
        customers = self.env["account.move"].browse(
            [one for secret in self.secrets for one in secret.records["account.move"]]
        )
        ids = customers.partner_id.ids
        self.assertTrue(ids)
        self.assertNothingCrosses(
            self._ask(role, secret, "res.partner", method, args)
            for role, secret in self._hidden()
            for method, args in (
                *(("read", [[one], ours]) for one in ids),
                *(("read", [[one], [name]]) for one in ids for name in ours),
                ("export_data", [ids, ours]),
            )
        )

    # === Dialogs === #

    def test_dialogs(self):
        self.assertNothingCrosses(
            self._ask(role, secret, model, method, args, context=context)
            for role, secret in self._hidden()
            for model, field, value in self._about(secret)
            for method, args, context in self._opening(model, field, value)
        )

    def _about(self, secret):
        """Each dialog of ours with each field that may name something of a secret."""
        for model in self.env.registry:
            if not (model.startswith("receivables.") and self.env[model]._transient):
                continue
            for name, field in self.env[model]._fields.items():
                for one in secret.records.get(field.comodel_name, ())[:1]:
                    if field.type in ("many2one", "many2many"):
                        yield model, name, one if field.type == "many2one" else [one]

    def _opening(self, model, field, value):
        fields = self.env[model]._fields
        spec = {name: self._specification(one) for name, one in fields.items()}
        command = [[6, 0, value]] if isinstance(value, list) else value
        context = {f"default_{field}": value}
        yield "create", [{field: command}], {}
        yield "create", [{}], context
        yield "default_get", [[*fields]], context
        yield "onchange", [[], {field: command}, [field], spec], {}
        yield "onchange", [[], {}, [], spec], context

    # === Acts === #

    @patch.object(preview, "render_receipt", lambda *_args, **_options: b"%PDF")
    def test_acts(self):
        self.assertNothingCrosses(
            self._ask(role, secret, model, method, args)
            for role, secret in self._hidden()
            for model, method, names, function in public_methods(self.env.registry)
            for args in self._naming(secret, model, names, function)
        )

    def _naming(self, secret, model, names, function):
        """Arguments that name what is secret, wherever a method takes something."""
        items = self.env["account.move.line"].browse(secret.records["account.move.line"])
        currency = {"currency_id": self.company.currency_id.id}
        known = {
            "line_ids": items.ids,
            "move_id": secret.records["account.move"][0],
            "domain": [],
            "reason": "Wrong price",
            "text": "\t411ACME\t5,00\t9",
            "content": "RGF0ZTtMYWJlbDtBbW91bnQKMjAyNi0wMS0wNTtBQ01FOzUK",
            "file_name": "lines.csv",
            "journal_id": self.journal.id,
            "rows": [],
            "payment_ids": secret.records.get("account.payment", []),
            "values": {"partner_ids": items.partner_id.ids, "company_id": items.company_id.id},
            "proposal": [
                {"debit_line_id": debit, "credit_line_id": credit, "amount": 1.0, **currency}
                for debit in items.ids
                for credit in items.ids
            ],
        }
        required = [
            name
            for name, parameter in list(inspect.signature(function).parameters.items())[1:]
            if parameter.default is parameter.empty and name in names
        ]
        self.assertLessEqual({*required} - {"kwargs"}, known.keys(), f"Say what {model} takes")
        values = [known[name] for name in required]
        if getattr(function, "_api_model", False):
            return [values]
        ids = items.partner_id.ids if model == "res.partner" else secret.records.get(model, [])
        return [[[one], *values] for one in {*ids[:1], *ids[-1:]}]

    # === Addresses === #

    def test_addresses(self):
        for role in (*ROLES, None):
            login = role and login_of(role)
            self.authenticate(login, login)
            secrets = [secret for _role, secret in self._hidden([role])] if role else self.secrets
            for secret in secrets:
                self.assertNothingCrosses(self._open_all(role, secret))

    def _open_all(self, role, secret):
        for address in self._addresses(secret):
            with mute_logger(*QUIET):
                answer = self.url_open(address, allow_redirects=False)
            self.assertLess(answer.status_code, 500, address)
            shown = answer.text if "text" in answer.headers.get("Content-Type", "") else ""
            is_file = answer.status_code == 200 and not shown
            found = "a file" if is_file else secret.found_in(shown)
            yield f"{address} as {role}: {secret.name} ({found})" if found else ""

    def _addresses(self, secret):
        """Every address of ours, every report on ours, every file, of what is secret."""
        yield from self._own_addresses(secret)
        for report in self.env["ir.actions.report"].search(
            [("report_name", "=like", "receivables\\_ext.%")]
        ):
            for one in secret.records.get(report.model, []):
                yield f"/report/html/{report.report_name}/{one}"
        for model, ids in secret.records.items():
            for name, field in self.env[model]._fields.items():
                if field.type == "binary":
                    yield from (f"/web/content/{model}/{one}/{name}" for one in ids)
        receipts = self.env["receivables.receipt"].browse(secret.records["receivables.receipt"])
        yield from (f"/web/content/{one}" for one in receipts.attachment_id.ids)

    def _own_addresses(self, secret):
        receipts = secret.records["receivables.receipt"]
        places = {
            "receipt_id": receipts,
            "copy_id": secret.records.get("receivables.statement.copy", []),
            "agreement_id": secret.records.get("receivables.agreement", []),
            "ids": [*receipts, ",".join(map(str, receipts))],
            "token": ["nothing"],
            "kind": [],  # of the visitor's own statement, which is theirs
            # Of dialogs, which belong to who opened them: their numbers can be guessed.
            **{name: [1] for name in ("extract_id", "export_id", "statement_id", "page")},
        }
        for address in our_addresses(self.env):
            name = re.search(r"<(?:[^<>]*:)?(\w+)>", address)
            self.assertIn(name and name[1], [None, *places], f"Say what {address} takes")
            for value in places[name[1]] if name else ("",):
                yield address.replace(name[0], str(value)) if name else address
