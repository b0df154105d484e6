"""What became of the payments of the examples: scheduled, returned, corrected, refunded, shared."""

from datetime import timedelta

from odoo import fields

from dev.paths import ADDON

BY_HAND, OLDEST_DUE = "Amount chosen by hand", "Oldest due date first"
NAMED = "Named by the customer"


class PaymentLifeFigures:
    """Read the examples that ``DemoFigures`` has loaded."""

    def payment(self, name):
        return self.env["account.payment"].browse(self.env.ref(f"{ADDON}.demo_{name}").id)

    def assertStates(self, payments, states):
        self.assertEqual(payments.mapped("collection_state"), states)

    def test_a_cheque_to_be_presented_in_20_days_is_scheduled(self):
        self.assertStory("lumiere", [(640, 0, 640), (640, 640, 0)], [], (0, 640, 0))
        cheque = self.payment("lumiere_cheque")
        self.assertStates(cheque, ["scheduled"])
        self.assertFalse(cheque.move_id)
        day = fields.Date.today() + timedelta(20)
        self.assertEqual((cheque.scheduled_date, cheque.instrument_due_date), (day, day))
        cheque.action_register_now()
        self.assertStates(cheque, ["registered"])
        customer = cheque.partner_id
        self.assertEqual((customer.amount_received, customer.amount_pending), (640, 0))

    def test_a_returned_cheque_of_420_leaves_435_due_with_its_fees(self):
        self.assertStory("dupuis", [(420, 0, 420), (420, 0, 0)], [], (0, 435, 0))
        cheque = self.payment("dupuis_cheque")
        self.assertStates(cheque, ["returned"])
        self.assertEqual(cheque.return_label, "CHQ1 Cheque without sufficient funds")
        returned = cheque.return_ids
        self.assertEqual((returned.fees, returned.fees_charged), (15, True))
        cheque.action_present_again()
        self.assertEqual(cheque.replacement_ids.allocation_line_ids.mapped("amount"), [420])

    def test_120_typed_instead_of_210_is_reversed_and_entered_again(self):
        self.assertStory(
            "moreau",
            [(210, 210, 0), (120, 0, 0), (210, 210, 0)],
            [(210, OLDEST_DUE)],
            (210, 0, 0),
        )
        wrong = self.payment("moreau_cheque")
        self.assertStates(wrong + wrong.replacement_ids, ["reversed", "registered"])
        correction = wrong.correction_ids
        self.assertEqual(correction.reason, "Le montant du chèque est 210, et non 120")
        self.assertEqual(correction.reversal_id, wrong.reversal_ids)

    def test_of_the_300_left_of_900_200_are_given_back(self):
        self.assertStory(
            "tilleuls",
            [(600, 600, 0), (900, 800, 100), (200, 200, 0)],
            [(600, OLDEST_DUE), (200, BY_HAND)],
            (700, 0, 100),
        )
        transfer = self.payment("tilleuls_transfer")
        self.assertStates(transfer + transfer.refund_ids, ["registered", "registered"])
        self.assertEqual((transfer.refunded_amount, transfer.refundable_amount), (200, 700))

    def test_180_twice_within_a_day_bear_a_reason(self):
        self.assertStory(
            "durand",
            [(180, 180, 0)] * 4,
            [(180, OLDEST_DUE)] * 2,
            (360, 0, 0),
        )
        first, second = self.payment("durand_transfer_a"), self.payment("durand_transfer_b")
        self.assertStates(first + second, ["registered", "registered"])
        self.assertEqual(second.similar_payment_ids, first)
        why = "Why it is not a duplicate: Entretien du deuxième mois, réglé d'avance"
        self.assertIn(why, "".join(second.message_ids.mapped("body")))

    def test_one_transfer_of_1200_pays_for_a_clinic_and_a_laboratory(self):
        self.assertStory(
            "bellevue", [(800, 800, 0), (1200, 1150, 50)], [(800, NAMED)], (850, 0, 50)
        )
        self.assertStory("vernet", [(350, 350, 0)], [(350, NAMED)], (350, 0, 0))
        transfer = self.payment("asclepios_transfer")
        self.assertStates(transfer, ["registered"])
        payer = transfer.payer_id
        self.assertEqual((payer.amount_received, payer.amount_to_use, payer.credit), (0, 0, 0))

    def test_the_notice_of_the_bank_proves_the_transfer(self):
        transfer = self.payment("asclepios_transfer")
        self.assertEqual(transfer.evidence_ids.mapped("name"), ["avis-de-virement.pdf"])
        self.assertTrue(transfer.evidence_ids.raw.startswith(b"%PDF"))
        self.assertEqual(
            (transfer.evidence_amount, transfer.evidence_differs), (transfer.amount, False)
        )
