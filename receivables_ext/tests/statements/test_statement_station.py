from odoo.exceptions import UserError
from odoo.tests import new_test_user, tagged

from .test_statement_of_account import StatementCommon


@tagged("post_install", "-at_install")
class TestStatementStation(StatementCommon):
    """A statement of one station says so, and has its own opening balance."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Station = cls.env["receivables.station"]
        cls.north, cls.south = Station.create(
            [
                {"code": code, "name": code, "company_id": cls.company.id}
                for code in ("NORTH", "SOUTH")
            ]
        )
        documents = cls.book(
            """
            2026-01-10 invoice A 100
            2026-01-11 invoice B 70
            2026-02-10 draft P 30
            """
        )
        documents["A"].station_id = cls.north
        documents["B"].station_id = cls.south
        documents["P"].station_id = cls.north
        documents["P"].action_post()

    def test_only_what_was_entered_there(self):
        request = self.request(station_id=self.north.id, date_from="2026-02-01")
        (statement,) = request.get_statements()
        self.assertStatement(
            statement,
            """
            opening 100.00
            2026-02-10 0.00 30.00 70.00
            closing 70.00
            """,
        )
        self.assertIn("NORTH only, not the full account", request._get_header()["scope"])
        self.assertEqual(self.statement()["closing"], 140.0)
        self.assertFalse(self.request()._get_header()["scope"])

    def test_open_items_of_a_station(self):
        for station, expected in ((self.north, 70.0), (self.south, 70.0)):
            statement = self.statement(mode="open_items", station_id=station.id)
            self.assertEqual(statement["closing"], expected)

    def test_a_user_of_a_station_asks_for_his_own(self):
        user = new_test_user(
            self.env,
            "stm_north",
            "receivables_ext.group_receivables_user",
            company_id=self.company.id,
            company_ids=self.company.ids,
        )
        self.company.station_restricted = True
        self.north.user_ids = user
        request = self.request().with_user(user)
        with self.assertRaisesRegex(UserError, "one of your stations"):
            request.get_statements()
        (statement,) = self.request(station_id=self.north.id).with_user(user).get_statements()
        self.assertEqual(statement["closing"], 70.0)

    def test_a_station_of_another_company(self):
        other = self.setup_other_company()["company"]
        station = self.env["receivables.station"].create(
            {"code": "X", "name": "X", "company_id": other.id}
        )
        with self.assertRaisesRegex(UserError, "no station of"):
            self.statements(station_id=station.id)
