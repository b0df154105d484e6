from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from .pile_common import PileCommon


@tagged("post_install", "-at_install")
class TestPileRows(PileCommon):
    """A row is a draft as soon as it is typed, and says at once what it does."""

    def test_a_row_is_a_draft_that_says_what_it_settles(self):
        row = self.enter("411acme", 1500.0, "0001")
        self.assertRecordValues(
            self.payment(row),
            [
                {
                    "partner_id": self.customer.id,
                    "amount": 1500.0,
                    "state": "draft",
                    "payment_method_line_id": self.method.id,
                    "instrument_number": "0001",
                    "create_uid": self.clerk.id,
                }
            ],
        )
        self.assertEqual((row["customer"], row["verdict"], row["problem"]), ("ACME", "exact", ""))
        self.assertEqual(
            [(each["name"], each["remaining"], each["amount"]) for each in row["documents"]],
            [
                (self.docs["INV1"].name, 1000.0, 1000.0),
                (self.docs["INV2"].name, 500.0, 500.0),
            ],
        )

    def test_the_verdict_of_each_kind(self):
        self.assertEqual(self.enter("411ACME", 1200.0, "1")["verdict"], "partial")
        left = self.enter("Globex", 100.0, "2")
        self.assertEqual((left["verdict"], left["to_use"]), ("credit", 20.0))
        self.assertEqual(self.enter("Globex", 0, "3")["verdict"], "", "Nothing is typed yet")

    def test_a_customer_follows_from_the_number_of_an_invoice(self):
        row = self.enter(self.docs["INV2"].name.lower(), 500.0, "1")
        self.assertEqual(self.payment(row).partner_id, self.customer)
        self.assertEqual([each["amount"] for each in row["documents"]], [500.0])
        self.assertEqual(row["documents"][0]["name"], self.docs["INV2"].name)

    def test_a_customer_is_found_by_a_part_of_the_name(self):
        self.customer.name = "Société des Bois"
        row = self.enter("société des b", 10.0, "1")
        self.assertEqual(self.payment(row).partner_id, self.customer)

    def test_what_names_nobody_is_kept_and_says_so(self):
        row = self.enter("Nobody of this name", 10.0, "1")
        self.assertIn("No customer and no invoice is called Nobody of this name", row["problem"])
        self.assertEqual((row["customer"], row["verdict"]), ("Nobody of this name", ""))
        again = self.enter("Globex", 80.0, "1", id=row["id"])
        self.assertEqual((again["id"], again["verdict"]), (row["id"], "exact"))
        self.assertFalse(self.payment(row).customer_typed)

    def test_several_customers_are_named_with_their_codes(self):
        self.env["res.partner"].create({"name": "ACME", "ref": "C2", "customer_rank": 1})
        row = self.enter("acme", 10.0, "1")
        self.assertIn("ACME (411ACME)", row["problem"])
        self.assertIn("ACME (C2)", row["problem"])
        self.assertFalse(self.payment(row).partner_id)

    def test_a_supplier_of_the_same_name_is_not_meant(self):
        self.env["res.partner"].create({"name": "ACME", "supplier_rank": 1})
        self.assertEqual(self.payment(self.enter("acme", 10.0, "1")).partner_id, self.customer)

    def test_the_bank_of_the_last_payment_is_proposed(self):
        self.enter("411ACME", 10.0, "1", instrument_bank="Crédit du Nord")
        row = self.enter("411ACME", 20.0, "2", instrument_bank="")
        self.assertEqual(row["instrument_bank"], "Crédit du Nord")

    def test_a_due_date_ahead_is_the_day_of_the_payment(self):
        row = self.enter("Globex", 80.0, "1", instrument_due_date="2099-01-31")
        self.assertEqual(row["date"], "2099-01-31")

    def test_a_row_that_looks_like_another_names_it(self):
        first = self.enter("Globex", 80.0, "77")
        self.assertFalse(first["similar"])
        self.assertEqual(len(self.enter("Globex", 80.0, "77")["similar"]), 1)

    def test_the_second_cheque_takes_what_the_first_leaves(self):
        self.enter("411ACME", 1000.0, "1")
        row = self.enter("411ACME", 500.0, "2")
        self.assertEqual([each["name"] for each in row["documents"]], [self.docs["INV2"].name])

    def test_a_number_that_another_payment_holds_is_said(self):
        self.enter("411ACME", 1000.0, "1")
        row = self.enter(self.docs["INV1"].name, 500.0, "2")
        self.assertEqual([each["name"] for each in row["documents"]], [self.docs["INV2"].name])
        self.assertIn(f"{self.docs['INV1'].name} is not settled: a payment of", row["unsettled"])
        self.assertFalse(self.enter(self.other_docs["INV3"].name, 10.0, "3")["unsettled"])

    def test_what_the_means_asks_is_said_at_once(self):
        row = self.enter("Globex", 80.0, "", instrument_bank="")
        self.assertEqual(row["problem"], "Cheque asks for more: type number and bank.")
        self.assertFalse(self.enter("Globex", 80.0, "1", id=row["id"])["problem"])

    def test_no_calendar_and_no_text_breaks_it(self):
        for vals, why in (
            ({"date": "9999-12-31"}, "check its year"),
            ({"instrument_due_date": "0001-01-01"}, "check its year"),
            ({"instrument_bank": "\0"}, "Give a text"),
        ):
            with self.subTest(vals), self.assertRaisesRegex(UserError, why):
                self.enter("Globex", 80.0, "1", **vals)
        with self.assertRaisesRegex(UserError, "Give a text"):
            self.call(self.clerk, self.pile._name, "paste_rows", self.pile.ids, "\0")
        payment = self.payment(self.enter("Globex", 80.0, "1"))
        for day in ("9999-12-31", "0001-01-01"):
            payment.date = day
            self.call(self.clerk, self.pile._name, "get_rows", self.pile.ids)

    def test_rows_follow_the_head_but_for_days_of_their_own(self):
        same = self.payment(self.enter("Globex", 80.0, "1"))
        own = self.payment(self.enter("411ACME", 80.0, "2", date="2026-02-01"))
        self.pile.date = "2026-03-05"
        self.assertEqual([str(same.date), str(own.date)], ["2026-03-05", "2026-02-01"])
        self.pile.write({"journal_id": self.company_data["default_journal_cash"].id})
        self.assertEqual((same + own).journal_id, self.company_data["default_journal_cash"])

    def test_what_makes_no_sense_gets_one_sentence_and_writes_nothing(self):
        row = self.enter("Globex", 80.0, "1")
        other = self.new_pile()
        for values, sentence in (
            ({"amount": "many"}, "Give a number"),
            ({"date": "soon"}, "Give a date"),
            ({"id": 2**40}, "no longer in the pile"),
            ({"id": self.docs["INV1"].id * 1000}, "no longer in the pile"),
            (["amount"], "as names and values"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, sentence):
                self.call(self.clerk, self.pile._name, "enter_row", self.pile.ids, values)
        with self.assertRaisesRegex(UserError, "no longer in the pile"):
            self.call(self.clerk, other._name, "enter_row", other.ids, {"id": row["id"]})
        self.assertEqual(self.pile.typed_number, 1)

    def test_a_means_of_another_journal_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "is not offered in"):
            self.pile.payment_method_line_id = self.company_data[
                "default_journal_cash"
            ].inbound_payment_method_line_ids[0]

    def test_a_pile_with_payments_is_kept(self):
        row = self.enter("Globex", 80.0, "1")
        with self.assertRaisesRegex(UserError, "is kept"):
            self.pile.unlink()
        self.payment(row).unlink()
        self.pile.unlink()

    def test_no_flag_of_a_remote_call_deletes_it_nor_says_that_it_is_registered(self):
        self.enter("INV1", 10.0, "1")
        with self.assertRaisesRegex(UserError, "is kept"):
            self.call(
                self.clerk,
                self.pile._name,
                "unlink",
                self.pile.ids,
                context={"_force_unlink": True},
            )
        with self.assertRaisesRegex(UserError, "registered when its payments are"):
            self.call(self.clerk, self.pile._name, "write", self.pile.ids, {"state": "registered"})

    def test_a_payment_of_another_journal_does_not_join_it(self):
        payment = self.payment(self.enter("INV1", 10.0, "1"))
        other = self.company_data["default_journal_cash"]
        with self.assertRaisesRegex(UserError, "enter this one in another pile"):
            self.call(self.clerk, payment._name, "write", payment.ids, {"journal_id": other.id})

    def test_a_collector_enters_nothing_and_another_company_sees_nothing(self):
        collector = self.person("pile_collector", "receivables_ext.group_receivables_collector")
        with self.assertRaises(AccessError):
            self.call(collector, self.pile._name, "enter_row", self.pile.ids, {"amount": 1.0})
        elsewhere = self.setup_other_company(name="Elsewhere")["company"]
        stranger = self.person(
            "pile_stranger", "receivables_ext.group_receivables_user", company=elsewhere
        )
        with self.assertRaises(AccessError):
            self.call(stranger, self.pile._name, "get_rows", self.pile.ids)

    def test_pasted_rows_are_entered_and_what_cannot_be_read_is_kept(self):
        text = (
            "02/03/2026\t411ACME\t1 000,00\t0012\n"
            "\tGlobex\t80\t13\n"
            "someday\tGlobex\t80\t14\n"
            "03/03/2026\tNobody\t1.234,50 €\t15\n"
        )
        answer = self.call(self.clerk, self.pile._name, "paste_rows", self.pile.ids, text)
        self.assertEqual(
            [
                (
                    row["customer"],
                    row["amount"],
                    row["date"],
                    row["instrument_number"],
                    row["verdict"],
                )
                for row in answer["rows"]
            ],
            [
                ("ACME", 1000.0, "2026-03-02", "0012", "exact"),
                ("Globex", 80.0, "2026-03-02", "13", "exact"),
                ("Nobody", 1234.5, "2026-03-03", "15", ""),
            ],
        )
        self.assertEqual((answer["entered"], answer["typed_amount"]), (3, 2314.5))
        self.assertEqual(self.pile.unread, "The first column is no date: someday\tGlobex\t80\t14")
        self.assertEqual(answer["unread"], 1)

    def test_too_many_pasted_rows_are_refused_whole(self):
        for line in ("02/03/2026\tGlobex\t80\t1\n", "what is this\n"):
            with self.subTest(line), self.assertRaisesRegex(UserError, "too many at once"):
                self.call(self.clerk, self.pile._name, "paste_rows", self.pile.ids, line * 501)
        self.assertFalse(self.pile.payment_ids or self.pile.unread)

    def test_rows_that_name_nobody_are_searched_at_once(self):
        def queries(count, word):
            text = "".join(f"02/03/2026\t{word} {rank}\t80\t{rank}\n" for rank in range(count))
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            self.call(self.clerk, self.pile._name, "paste_rows", self.pile.ids, text)
            asked = self.cr.sql_log_count - before
            self.pile.payment_ids.unlink()
            return asked

        queries(2, "Nobody")
        more = queries(40, "Unknown") - queries(2, "Stranger")
        self.assertLessEqual(more, 2 * 38, "Core's own: two accounts of each payment")

    def test_the_next_pile_is_as_the_last_payment_was(self):
        self.enter("Globex", 80.0, "1")
        pile = self.env["receivables.payment.pile"].with_user(self.clerk).create({})
        self.assertEqual(pile.journal_id, self.journal)
        self.assertEqual(pile.payment_method_line_id, self.method)
        action = self.journal.with_user(self.clerk).action_enter_payments()
        self.assertEqual(action["context"], {"default_journal_id": self.journal.id})
