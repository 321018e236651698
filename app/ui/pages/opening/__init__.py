"""What is shown until the register is open."""
