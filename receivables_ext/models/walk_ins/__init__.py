from . import account_move, allocation, base_partner_merge, conversion, res_partner
