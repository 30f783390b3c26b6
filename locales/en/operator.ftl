operator = Operator
