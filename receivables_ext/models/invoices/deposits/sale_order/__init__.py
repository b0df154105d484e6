from . import asked, made, standing
