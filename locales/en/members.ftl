notice-second-factor-needed-failed = This needs a second step when you sign in. Set it up here; it takes a minute.
notice-not-open-failed = { $brand } is not open to everybody yet. If you have been invited, come in here.
invited-as-member = a member
invited-as-team = one of the team
invited-as-moderator = a moderator
invited-as-admin = an administrator
