"""Before she leaves and after: lessons, outreach, the check of an offer, whom to go with, and what others paid."""
