operator = Exploitant
