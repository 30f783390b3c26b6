//! The macros that run one statement on either engine. `$x` is a `Tx`, a `Reader` or a `Conn`; binds follow the text in order.

/// Runs a statement; gives the number of rows that it changed.
#[macro_export]
macro_rules! execute {
    ($x:expr, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $x.conn() {
            $crate::db::Conn::Sqlite(c) => {
                let done = sqlx::query::<sqlx::Sqlite>($sql)$(.bind($bind))*.execute(c.running()).await;
                c.settled();
                done.map(|r| r.rows_affected())
            }
            $crate::db::Conn::Postgres(c) => sqlx::query::<sqlx::Postgres>($sql)$(.bind($bind))*.execute(c).await.map(|r| r.rows_affected()),
        }
    };
}

/// The one row of a query, as a type made by `row!` or a tuple of columns.
#[macro_export]
macro_rules! fetch_one {
    ($x:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $x.conn() {
            $crate::db::Conn::Sqlite(c) => {
                let done = sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_one(c.running()).await;
                c.settled();
                done
            }
            $crate::db::Conn::Postgres(c) => sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_one(c).await,
        }
    };
}

/// The row of a query, if there is one.
#[macro_export]
macro_rules! fetch_optional {
    ($x:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $x.conn() {
            $crate::db::Conn::Sqlite(c) => {
                let done = sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_optional(c.running()).await;
                c.settled();
                done
            }
            $crate::db::Conn::Postgres(c) => sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_optional(c).await,
        }
    };
}

/// Every row of a query.
#[macro_export]
macro_rules! fetch_all {
    ($x:expr, $row:ty, $sql:expr $(, $bind:expr)* $(,)?) => {
        match $x.conn() {
            $crate::db::Conn::Sqlite(c) => {
                let done = sqlx::query_as::<sqlx::Sqlite, $row>($sql)$(.bind($bind))*.fetch_all(c.running()).await;
                c.settled();
                done
            }
            $crate::db::Conn::Postgres(c) => sqlx::query_as::<sqlx::Postgres, $row>($sql)$(.bind($bind))*.fetch_all(c).await,
        }
    };
}

/// A struct read from a row, each field from the column of its name.
#[macro_export]
macro_rules! row {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$fmeta:meta])* pub $field:ident: $type:ty),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Debug)]
        pub struct $name { $($(#[$fmeta])* pub $field: $type),+ }

        impl<'r, R: sqlx::Row> sqlx::FromRow<'r, R> for $name
        where
            &'static str: sqlx::ColumnIndex<R>,
            $(<$type as $crate::db::Column>::Raw: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,)+
        {
            fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
                Ok(Self {
                    $($field: <$type as $crate::db::Column>::from_raw(row.try_get(stringify!($field))?)
                        .ok_or_else(|| sqlx::Error::Decode(concat!("unknown word in ", stringify!($field)).into()))?),+
                })
            }
        }
    )+};
}
