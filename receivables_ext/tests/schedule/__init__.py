from . import (
    test_expected_date,
    test_installment_actions,
    test_installment_asked,
    test_installment_expected,
    test_installment_invoice,
    test_installment_outputs,
    test_installment_remark,
    test_installment_rights,
    test_installment_schedule,
    test_installment_status,
    test_installment_tours,
    test_installment_views,
)
