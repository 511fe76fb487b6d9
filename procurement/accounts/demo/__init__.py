"""The people, authorities and companies of the demo case. All of them are invented."""
