//! Where a page of a list left off, as the `after` of an address: two numbers, by which the list is in order.

/// The word for the last row of a page.
pub fn write(key: i64, id: i64) -> String {
    format!("{key:x}-{id:x}")
}

/// The position of an `after`; nothing for one that nobody was given, which then reads as the first page.
pub fn read(after: &str) -> Option<(i64, i64)> {
    let (key, id) = after.split_once('-')?;
    Some((i64::from_str_radix(key, 16).ok()?, i64::from_str_radix(id, 16).ok()?))
}

/// The position that comes before every row of a list whose newest stand first.
pub const FIRST: (i64, i64) = (i64::MAX, i64::MAX);
