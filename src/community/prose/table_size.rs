//! Estimates how many cells the tables of a text would have, before the parser makes them: it completes short rows, so that 2.5 kB of text
//! can become 262,144 cells.

/// Most columns of one table.
const MAX_COLUMNS: usize = 50;
/// Most cells of all tables of a text together.
const MAX_CELLS: usize = 2_000;

/// Whether the tables of a text are small enough to be rendered as tables. Counts columns times rows below each delimiter row; it may count
/// too many, never too few.
pub fn is_within_limits(source: &str) -> bool {
    let mut cells = 0_usize;
    let mut columns = 0_usize;
    for line in source.split(['\n', '\r']) {
        if is_delimiter_row(line) {
            // The row above is the header; two delimiter rows in one block count as the wider one.
            columns = columns.max(line.matches('|').count() + 1);
            cells += columns;
        } else if line.trim_matches([' ', '\t']).is_empty() {
            columns = 0;
        }
        cells += columns;
        if columns > MAX_COLUMNS + 2 || cells > MAX_CELLS {
            return false;
        }
    }
    true
}

/// Whether a line can part the header of a table from its rows, also inside of quotes and lists.
fn is_delimiter_row(line: &str) -> bool {
    line.contains('|') && line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | '>') || c.is_whitespace())
}
