log-none = Nothing has been changed yet.
