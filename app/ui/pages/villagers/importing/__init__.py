"""Taking in a roster or old ledger, on the page of people."""
