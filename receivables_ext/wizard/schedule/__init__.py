from . import account_payment_register, end_agreement, remark
