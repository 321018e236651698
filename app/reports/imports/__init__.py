"""Reading rosters and ledgers as people keep them: a file in, sheets of plain cells out."""
