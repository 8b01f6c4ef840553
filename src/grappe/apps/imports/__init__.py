"""Files of registers and offices, brought into the register with a report of every row left out."""
