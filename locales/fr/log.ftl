log-none = Rien n’a encore été modifié.
