rules-title = House rules
