"""Reports on screen: pictures, tables, the six rates, the cases behind each number, and the workbook."""
