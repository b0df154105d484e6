from odoo.exceptions import UserError
from odoo.fields import Domain
from odoo.tests import tagged

from ...rules import lifecycle
from .lifecycle_common import LifecycleCommon

DAYS = ("2026-05-15", "2026-06-10", "2026-06-11", "2026-06-23", "2026-08-01")


@tagged("post_install", "-at_install")
class TestLifecycleSearch(LifecycleCommon):
    """The database finds, groups and sorts by the status that is read."""

    def test_search_and_groups_say_what_is_read(self):
        for day in DAYS:
            moves = self.at(day)
            own = Domain("id", "in", moves.ids)
            read = {
                s: moves.filtered_domain([("lifecycle_status", "=", s)]) for s in lifecycle.STATUSES
            }
            for status, found in read.items():
                by_value = moves.filtered(lambda move, s=status: move.lifecycle_status == s)
                searched = moves.search(own & Domain("lifecycle_status", "=", status))
                self.assertEqual(searched, moves.browse(searched.ids) & by_value, (day, status))
                self.assertEqual(len(searched), len(by_value), (day, status))
                self.assertEqual(found, by_value)
            groups = moves._read_group(own, ["lifecycle_status"], ["__count"])
            self.assertEqual(
                dict(groups), {status: len(found) for status, found in read.items() if found}, day
            )

    def test_several_statuses_and_all_but_one(self):
        own = Domain("id", "in", self.moves.ids)
        late_or_paid = self.moves.search(
            own & Domain("lifecycle_status", "in", ["overdue", "paid"])
        )
        self.assertEqual({*late_or_paid.mapped("lifecycle_status")}, {"overdue", "paid"})
        others = self.moves.search(own & Domain("lifecycle_status", "!=", "overdue"))
        self.assertEqual(len(others), len(self.moves) - 3)
        self.assertFalse(self.moves.search(own & Domain("lifecycle_status", "=", False)))

    def test_it_is_groupable_sortable_and_searchable_for_the_browser(self):
        told = self.env["account.move"].fields_get(["lifecycle_status", "days_to_due"])
        for name in ("lifecycle_status", "days_to_due"):
            self.assertTrue(told[name]["searchable"] and told[name]["sortable"], name)
        self.assertTrue(told["lifecycle_status"]["groupable"])
        found = self.moves.search(
            Domain("id", "in", self.moves.ids) & Domain("open_due_date", "!=", False),
            order="days_to_due, id",
        )
        days = found.mapped("days_to_due")
        self.assertEqual(days, sorted(days))

    def test_lists_and_groups_have_the_order_of_a_life(self):
        own = Domain("id", "in", self.moves.ids)
        life = lifecycle.STATUSES.index
        found = self.moves.search(own, order="lifecycle_status, id").mapped("lifecycle_status")
        self.assertEqual(found, sorted(found, key=life))
        found = self.moves.search(own, order="lifecycle_status desc").mapped("lifecycle_status")
        self.assertEqual(found, sorted(found, key=life, reverse=True))
        for groupby in (["lifecycle_status"], ["move_type", "lifecycle_status"]):
            rows = self.moves._read_group(own, groupby, ["__count"])
            keys = [(*row[:-2], life(row[-2])) for row in rows]
            self.assertEqual(keys, sorted(keys), groupby)

    def test_days_are_searched_as_they_are_read(self):
        own = Domain("id", "in", self.moves.ids)
        for operator, days, expected in (
            ("<", 0, {"LATE", "LATEPART", "SPLIT"}),
            ("=", 0, {"TODAY"}),
            (">=", 1, {"OPEN", "PART"}),
            ("<=", 1, {"LATE", "LATEPART", "SPLIT", "TODAY", "PART"}),
        ):
            found = self.moves.search(own & Domain("days_to_due", operator, days))
            self.assertEqual({*found.mapped("ref")}, expected, (operator, days))

    def test_what_has_no_due_date_has_no_days(self):
        own = Domain("id", "in", self.moves.ids)
        groups = self.moves.formatted_read_group(own, ["days_to_due"], ["__count"])
        self.assertIn(False, [group["days_to_due"] for group in groups])
        for group in groups:
            found = self.moves.search_count(own & Domain(group["__extra_domain"]))
            self.assertEqual(found, group["__count"], group["days_to_due"])

    def test_days_that_are_none_get_a_sentence(self):
        for value in ("soon", float("nan")):
            with self.assertRaises(UserError) as refusal:
                self.moves.search(Domain("days_to_due", ">", value))
            self.assertIn("Give a number", str(refusal.exception))
        self.assertFalse(self.moves.search(Domain("days_to_due", "=", 10**12)))
        self.assertTrue(self.moves.search(Domain("days_to_due", "<", 10**12)))

    def test_midnight_passes_in_each_time_zone_by_itself(self):
        """At 23:30 in Paris it is the next day in Tokyo, and still yesterday in Los Angeles."""
        # Due on 10 June: 22:30 UTC on 10 June is 00:30 on 11 June in Paris.
        for tz, status in (
            ("UTC", "registered"),
            ("Europe/Paris", "overdue"),
            ("America/Los_Angeles", "registered"),
        ):
            moves = self.at("2026-06-10 22:30:00", tz)
            today = moves.browse(self.docs["TODAY"].id)
            self.assertEqual(today.lifecycle_status, status, tz)
            found = moves.search(
                Domain("id", "=", today.id) & Domain("lifecycle_status", "=", status)
            )
            self.assertEqual(found, today, tz)
            [(grouped, _count)] = moves._read_group(
                Domain("id", "=", today.id), ["lifecycle_status"], ["__count"]
            )
            self.assertEqual(grouped, status, tz)

    def test_a_list_costs_the_same_whatever_its_length(self):
        def read(moves):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            moves.mapped("lifecycle_label")
            return self.env.cr.sql_log_count - before

        read(self.moves)
        few = self.docs["CREDITED"] + self.docs["LATE"]
        self.assertEqual(read(self.moves), read(few))
