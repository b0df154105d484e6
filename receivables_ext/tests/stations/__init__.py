from . import test_station, test_station_rule
