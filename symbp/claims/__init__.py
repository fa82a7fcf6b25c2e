"""Hand calculations: read as claims, judged against the derivation, and what is wrong explained by replaying mistakes.

claims (text) --read--> Claim --judge against Sheet--> Finding --diagnose--> Cause
"""
