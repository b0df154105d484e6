from . import (
    test_beyond_money,
    test_beyond_money_again,
    test_money_out,
    test_payment_correction,
    test_payment_definitive,
    test_payment_entry,
    test_payment_ledger,
    test_payment_links,
    test_payment_locked_fields,
    test_payment_refund,
    test_payment_return,
    test_second_person,
)
