"""Thirty cheques of thirty customers in a pile: without the mouse, one call a row."""

import logging
import time

from odoo.tests import tagged

from .browser import BrowserCase
from .test_keyboard import FOCUSED, TABS

_logger = logging.getLogger(__name__)

CHEQUES = 30
IN_FORM = 3
"""Cheques that are entered in the form of a payment, to compare: each takes as many keys."""
NEW = "/odoo/receivables-enter-payments/new"
CUSTOMER = ".o_receivables_pile_rows tr:last-child input[name='customer']"


class Keys:
    """The keyboard of a person, whose keys are counted."""

    def __init__(self, page):
        self.keyboard = page.keyboard
        self.count = 0

    def type(self, text):
        self.keyboard.type(text)
        self.count += len(text)

    def press(self, *keys):
        for key in keys:
            self.keyboard.press(key)
            self.count += 1


@tagged("post_install", "-at_install")
class TestPileKeyboard(BrowserCase):
    """What is typed of a cheque: the code, the amount, the number; its bank is proposed."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.method = cls.env["account.payment.method.line"].create(
            {
                "name": "Cheque",
                "journal_id": cls.journal.id,
                "payment_method_id": cls.env.ref("account.account_payment_method_manual_in").id,
                "means_id": cls.env.ref("receivables_ext.means_cheque").id,
            }
        )
        cls.customers = cls.env["res.partner"].create(
            [{"name": f"Drawer {rank:02}", "ref": f"C{rank:03}"} for rank in range(CHEQUES)]
        )
        cls.invoices = {}
        for rank, customer in enumerate(cls.customers):
            booked = cls.book(f"2026-01-01 invoice I{rank} {100 + rank}.00 2026-01-31", customer)
            cls.invoices |= booked
        # Their last cheques: the means, and the bank of each, are proposed again.
        cls.env["account.payment"].with_user(cls.clerk).create(
            [
                {
                    "partner_id": customer.id,
                    "amount": 10.0,
                    "journal_id": cls.journal.id,
                    "payment_method_line_id": cls.method.id,
                    "instrument_number": f"9{rank:03}",
                    "instrument_bank": "BNP",
                }
                for rank, customer in enumerate(cls.customers)
            ]
        ).action_post()

    def amount(self, rank):
        """What each still owes: to be settled exactly."""
        return 100 + rank

    def enter_head(self, clerk, keys, number, total):
        clerk.see("[name='counted_number'] input:focus")
        keys.type(str(number))
        keys.press("Tab")
        keys.type(str(total))
        keys.press("Tab")
        clerk.see("input[name='customer']:focus")

    def enter_rows(self, clerk, keys, ranks):
        for rank in ranks:
            keys.type(f"C{rank:03}")
            keys.press("Tab")
            keys.type(str(self.amount(rank)))
            keys.press("Tab")
            keys.type(f"{4500 + rank}")
            keys.press("Enter")
            clerk.see(f"{CUSTOMER}:focus")

    def test_thirty_cheques_take_one_call_a_row(self):
        total = sum(map(self.amount, range(CHEQUES)))
        calls = []
        with self.at(self.clerk, NEW) as clerk:
            keys = Keys(clerk.page)
            self.enter_head(clerk, keys, CHEQUES, total)
            start = time.perf_counter()
            clerk.page.on("request", lambda request: calls.append(request.url))
            self.enter_rows(clerk, keys, range(CHEQUES))
            clerk.see("[name='control'][data-agrees='true']")
            typed = time.perf_counter() - start
            rows = [url for url in calls if "/call_kw/" in url]
            said = clerk.page.locator("[data-verdict='exact']").count()
            banks = clerk.page.locator("input[name='instrument_bank']").evaluate_all(
                "all => all.map((each) => each.value)"
            )
            keys.press("Enter")
            clerk.see("[name='register_rows']:focus")
            start = time.perf_counter()
            keys.press("Enter")
            clerk.see(".o_notification:has-text('30 registered, 0 left')")
            registered = time.perf_counter() - start
        others = [url for url in rows if "enter_row" not in url]
        self.assertEqual(len(rows) - len(others), CHEQUES, "One call a row")
        self.assertEqual(len(others), 1, f"and one that creates the pile: {others}")
        self.assertEqual((said, banks), (CHEQUES, ["BNP"] * CHEQUES + [""]))
        pile = self.env["receivables.payment.pile"].search([], limit=1)
        self.assertEqual((pile.state, pile.registered_number), ("done", CHEQUES))
        _logger.info(
            "%s cheques: %s keys, %.1f s to type, %.1f s to register",
            *(CHEQUES, keys.count, typed, registered),
        )
        self.assertLess(keys.count / CHEQUES, self.keys_in_form())

    def keys_in_form(self):
        """How many keys a cheque takes in the form of a payment, by *Confirm and new*."""
        with self.at(self.clerk, "/odoo/customer-payments/new") as clerk:
            keys = Keys(clerk.page)
            start = time.perf_counter()
            for rank in range(IN_FORM):
                clerk.see("[name='partner_id'] input:focus")
                keys.type(f"C{rank:03}")
                clerk.see(f".ui-menu-item a:has-text('Drawer {rank:02}')")
                keys.press("Enter")
                clerk.see("[name='customer_figures']")
                self.tab_to(clerk, keys, "amount")
                keys.type(f"{300 + rank}")
                self.tab_to(clerk, keys, "instrument_number")
                keys.type(f"{7500 + rank}")
                self.tab_to(clerk, keys, "instrument_bank")
                keys.type("BNP")
                self.tab_to(clerk, keys, "action_post_and_new")
                keys.press("Enter")
                clerk.see(f".o_notification:has-text('Drawer {rank:02}')")
            seconds = time.perf_counter() - start
        _logger.info(
            "In the form of a payment: %.1f keys, %.1f s each",
            *(keys.count / IN_FORM, seconds / IN_FORM),
        )
        return keys.count / IN_FORM

    def tab_to(self, clerk, keys, name):
        for _tab in range(TABS):
            keys.press("Tab")
            if clerk.page.evaluate(FOCUSED) == name:
                return
        self.fail(f"Too many tabs to {name}")

    def test_nothing_typed_is_lost_and_a_refused_row_says_why(self):
        with self.at(self.clerk, NEW) as clerk:
            keys = Keys(clerk.page)
            self.enter_head(clerk, keys, 3, 302)
            self.enter_rows(clerk, keys, [0, 1])
            keys.type("Nobody")
            keys.press("Tab")
            keys.type("101")
            keys.press("Tab", "Enter")
            clerk.see("[role='alert']:has-text('No customer and no invoice is called Nobody')")
            address = clerk.page.url
        with self.at(self.clerk, address[len(self.base_url()) :]) as clerk:
            clerk.see("[name='control']:has-text('302.00')")
            clerk.page.locator("[name='register_rows']").focus()
            clerk.page.keyboard.press("Enter")
            clerk.see(".o_notification:has-text('2 registered, 1 left')")
            clerk.see("[role='alert']:has-text('No customer and no invoice is called Nobody')")
            self.assertEqual(
                clerk.page.locator("input[name='customer']").evaluate_all(
                    "all => all.map((each) => each.value)"
                ),
                ["Nobody", ""],
            )

    def test_rows_of_a_spreadsheet_are_pasted(self):
        with self.at(self.clerk, NEW) as clerk:
            keys = Keys(clerk.page)
            self.enter_head(clerk, keys, 2, 201)
            clerk.page.evaluate(
                """(text) => {
                    const clipboardData = new DataTransfer();
                    clipboardData.setData("text", text);
                    document.activeElement.dispatchEvent(
                        new ClipboardEvent("paste", {clipboardData, bubbles: true})
                    );
                }""",
                "02/03/2026\tC000\t100,00\t1\n02/03/2026\tC001\t101,00\t2\nnever\tC002\t1\t3\n",
            )
            clerk.see("[name='control'][data-agrees='true']")
            clerk.see("[name='unread'] textarea")
            self.assertIn("never", clerk.page.locator("[name='unread'] textarea").input_value())
