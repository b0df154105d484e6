from freezegun import freeze_time

from ..common import ReceivablesCommon

TODAY = "2026-06-10"
LEDGER = """
    2026-05-01 invoice OPEN     100.00 2026-06-22
    2026-05-01 invoice TODAY    100.00 2026-06-10
    2026-05-01 invoice LATE     100.00 2026-06-07
    2026-05-01 invoice PART     100.00 2026-06-11
    2026-05-01 invoice LATEPART 100.00 2026-06-09
    2026-05-01 invoice SPLIT    100.00 2026-06-01=30,2026-07-01=70
    2026-05-01 invoice PAID     100.00 2026-06-01
    2026-05-01 invoice MIXED    100.00 2026-06-01
    2026-05-01 invoice CREDITED 100.00 2026-06-01
    2026-05-01 invoice TWICE    100.00 2026-06-01
    2026-05-01 invoice MARKED   100.00 2026-06-01
    2026-05-01 invoice ZERO       0.00 2026-06-01
    2026-05-02 payment P1 40.00
    2026-05-02 payment P2 40.00
    2026-05-02 payment P3 100.00
    2026-05-02 payment P4 40.00
    2026-05-02 credit_note C1 60.00
    2026-05-02 credit_note C2 100.00
    2026-05-02 credit_note C3 30.00
    2026-05-02 credit_note C4 70.00
    2026-05-02 credit_note C5 50.00
    2026-05-02 credit_note C6 50.00
    2026-05-01 invoice SMALL     20.00 2026-07-01
"""
SETTLED = """
    PART P1 40
    LATEPART P2 40
    PAID P3 100
    MIXED P4 40
    MIXED C1 60
    CREDITED C2 100
    TWICE C3 30
    TWICE C4 70
    SMALL C6 20
"""
STATUSES = {
    "OPEN": "registered",
    "TODAY": "registered",
    "LATE": "overdue",
    "PART": "partial",
    "LATEPART": "overdue",
    "SPLIT": "overdue",  # by its first installment, long before the last one
    "PAID": "paid",
    "MIXED": "paid",  # money and a credit note
    "CREDITED": "cancelled",
    "TWICE": "cancelled",
    "MARKED": "paid_unrecorded",
    "ZERO": "paid",
    "SMALL": "cancelled",
    "C2": "paid",  # used entirely
    "C5": "registered",
    "C6": "partial",
}


class LifecycleCommon(ReceivablesCommon):
    """One document for each place in the life of an invoice, on 10 June 2026."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        clock = freeze_time(TODAY)
        clock.start()
        cls.addClassCleanup(clock.stop)
        cls.docs = cls.book(LEDGER)
        rows = []
        for line in SETTLED.strip().splitlines():
            invoice, credit, amount = line.split()
            rows.append(cls.row(cls.docs[invoice], cls.docs[credit], float(amount)))
        cls.service.apply(rows)
        cls.env.user.group_ids += cls.env.ref("receivables_ext.group_settle_outside")
        cls.docs["MARKED"]._mark_settled_outside("Paid at the counter")
        cls.moves = cls.env["account.move"].union(*(cls.docs[name] for name in STATUSES))

    def at(self, day, tz=None):
        """The documents as somebody reads them at ``day``, in their time zone."""
        clock = freeze_time(day)
        clock.start()
        self.addCleanup(clock.stop)
        self.env.flush_all()
        self.env.invalidate_all()
        return self.moves.with_context(tz=tz or "UTC")

    def assertStatuses(self, moves, **expected):
        found = {name: moves.browse(self.docs[name].id).lifecycle_status for name in expected}
        self.assertEqual(found, expected)
