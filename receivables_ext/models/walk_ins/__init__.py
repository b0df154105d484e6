from . import account_move, allocation, conversion, res_partner
