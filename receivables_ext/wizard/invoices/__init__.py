from . import credit_and_replace, modify
