//! A brand's boards, as an admin arranges them.

use crate::brands::naming::told;
use crate::brands::stored;
use crate::db::{Db, Result, Tx};
use crate::order::{self, Ordered};
use crate::who::Admin;
use crate::{execute, fetch_all, fetch_one, fetch_optional, row};
use serde_json::json;
use types::boards::{BoardForm, Level, Levels};
use types::topics::Kind;
use types::{BoardId, BrandId, Error, Instant, Lang, Translations, Wrong};

row! {
    /// A board with all that an admin sees of it.
    pub struct Arranged {
        pub id: BoardId,
        pub slug: String,
        pub name: String,
        pub names: Translations,
        pub description: String,
        pub descriptions: Translations,
        pub kinds: Vec<Kind>,
        pub view_level: Level,
        pub submit_level: Level,
        pub reply_level: Level,
        pub vote_level: Level,
        /// Who answers there.
        pub department: Option<String>,
        /// Whether what new members write waits for a moderator.
        pub hold_new: bool,
        /// How many conversations stand in it, of every visibility.
        pub topics: i64,
    }

    /// What a board says in each language.
    pub struct Said {
        pub id: BoardId,
        pub name: String,
        pub names: Translations,
        pub description: String,
        pub descriptions: Translations,
    }
}

impl Arranged {
    /// The form that would leave it as it is.
    pub fn form(&self) -> BoardForm {
        BoardForm {
            name: self.name.clone(),
            names: self.names.clone(),
            description: self.description.clone(),
            descriptions: self.descriptions.clone(),
            kinds: self.kinds.clone(),
            levels: Levels {
                view: self.view_level,
                submit: self.submit_level,
                reply: self.reply_level,
                vote: self.vote_level,
            },
            department: self.department.clone().unwrap_or_default(),
            hold_new: self.hold_new,
        }
    }
}

const COLUMNS: &str = "id, slug, name, names, description, descriptions, kinds, view_level, submit_level, reply_level, vote_level, department, hold_new, \
    (SELECT COUNT(*) FROM topics t WHERE t.brand_id = boards.brand_id AND t.board_id = boards.id) AS topics";

/// Every board of the brand in its order.
pub async fn arranged(db: &Db, admin: &Admin) -> Result<Vec<Arranged>> {
    let sql = format!("SELECT {COLUMNS} FROM boards WHERE brand_id = $1 ORDER BY position, id");
    Ok(fetch_all!(db.read().await?, Arranged, &sql, admin.brand().0)?)
}

/// Makes a board, last in the order; gives its slug.
pub async fn arrange(db: &Db, admin: &Admin, form: BoardForm, now: Instant) -> Result<String> {
    form.validate()?;
    db.write((admin.clone(), form, now), |tx, (admin, form, now)| {
        Box::pin(async move {
            order::take(tx, admin).await?;
            let slug = order::free_slug(tx, admin, Ordered::Boards, &form.name).await?;
            let sql = "INSERT INTO boards (brand_id, slug, name, description, position, kinds, view_level, submit_level, reply_level, vote_level, \
                department) SELECT $1, $2, '', '', COALESCE(MAX(position), 0) + 1, '', 4, 4, 4, 4, NULL FROM boards WHERE brand_id = $1";
            execute!(tx, sql, admin.brand().0, slug.as_str())?;
            let board = taken(tx, admin, &slug).await?;
            write(tx, admin, &board, form).await?;
            told(tx, admin, "board-created", json!({ "board": form.name.trim() }), *now).await?;
            Ok(slug)
        })
    })
    .await
}

/// Changes a board; its address stays. Who takes a board with conversations out of somebody's sight says so: `sure` names the new level.
pub async fn change(db: &Db, admin: &Admin, slug: &str, form: BoardForm, sure: Option<Level>, now: Instant) -> Result<()> {
    form.validate()?;
    let args = (admin.clone(), slug.to_owned(), form, sure, now);
    db.write(args, |tx, (admin, slug, form, sure, now)| {
        Box::pin(async move {
            let board = taken(tx, admin, slug).await?;
            let (before, after) = (board.view_level, form.levels.view);
            if after > before && board.topics > 0 && *sure != Some(after) {
                return Err(Error::Invalid(vec![narrower(after, board.topics)]).into());
            }
            write(tx, admin, &board, form).await?;
            let name = form.name.trim();
            told(tx, admin, "board-changed", json!({ "board": name }), *now).await?;
            if after != before {
                let details = json!({ "board": name, "level": after.as_str() });
                told(tx, admin, "board-level-changed", details, *now).await?;
            }
            Ok(())
        })
    })
    .await
}

/// "Only employees will see the 12 conversations in it."
fn narrower(level: Level, topics: i64) -> Wrong {
    Wrong::new("view", &format!("narrower-{level}")).with("count", usize::try_from(topics).unwrap_or_default())
}

/// The board of a slug, its row taken.
async fn taken(tx: &mut Tx, admin: &Admin, slug: &str) -> Result<Arranged> {
    let sql = format!("SELECT {COLUMNS} FROM boards WHERE brand_id = $1 AND slug = $2{}", tx.for_update());
    Ok(fetch_optional!(tx, Arranged, &sql, admin.brand().0, slug)?.ok_or(Error::NotFound)?)
}

/// Writes what a form says of a board; the levels of taking part are never looser than that of viewing, here too.
async fn write(tx: &mut Tx, admin: &Admin, board: &Arranged, form: &BoardForm) -> Result<()> {
    let sql = "UPDATE boards SET name = $3, description = $4, kinds = $5, view_level = $6, \
        submit_level = CASE WHEN $7 < $6 THEN $6 ELSE $7 END, reply_level = CASE WHEN $8 < $6 THEN $6 ELSE $8 END, \
        vote_level = CASE WHEN $9 < $6 THEN $6 ELSE $9 END, department = $10, hold_new = $11, \
        names = $12, descriptions = $13 WHERE brand_id = $1 AND id = $2";
    let kinds = form.kinds.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(",");
    let department = Some(form.department.trim()).filter(|d| !d.is_empty());
    let Levels { view, submit, reply, vote } = form.levels;
    execute!(
        tx,
        sql,
        admin.brand().0,
        board.id.0,
        form.name.trim(),
        form.description.trim(),
        kinds,
        view.rank(),
        submit.rank(),
        reply.rank(),
        vote.rank(),
        department,
        form.hold_new,
        stored(&board.names.with(&form.names))?,
        stored(&board.descriptions.with(&form.descriptions))?
    )?;
    Ok(())
}

/// Another language is the brand's first: what each board says there changes places with what it said.
pub async fn turn(tx: &mut Tx, brand: BrandId, from: Lang, to: Lang) -> Result<()> {
    let sql = format!(
        "SELECT id, name, names, description, descriptions FROM boards WHERE brand_id = $1 ORDER BY id{}",
        tx.for_update()
    );
    for board in fetch_all!(tx, Said, &sql, brand.0)? {
        let (name, names) = board.names.turned(&board.name, from, to);
        let (description, descriptions) = board.descriptions.turned(&board.description, from, to);
        let sql = "UPDATE boards SET name = $3, names = $4, description = $5, descriptions = $6 WHERE brand_id = $1 AND id = $2";
        execute!(
            tx,
            sql,
            brand.0,
            board.id.0,
            name,
            stored(&names)?,
            description,
            stored(&descriptions)?
        )?;
    }
    Ok(())
}

/// Moves a board up or down by one place.
pub async fn shift(db: &Db, admin: &Admin, slug: &str, up: bool) -> Result<()> {
    db.write((admin.clone(), slug.to_owned(), up), |tx, (admin, slug, up)| {
        Box::pin(order::shift(tx, admin, Ordered::Boards, slug, *up))
    })
    .await
}

/// Removes an empty board that is not the last one.
pub async fn remove(db: &Db, admin: &Admin, slug: &str, now: Instant) -> Result<()> {
    db.write((admin.clone(), slug.to_owned(), now), |tx, (admin, slug, now)| {
        Box::pin(async move {
            order::take(tx, admin).await?;
            let board = taken(tx, admin, slug).await?;
            if board.topics > 0 {
                let count = usize::try_from(board.topics).unwrap_or_default();
                return Err(Error::Invalid(vec![Wrong::new("remove", "board-not-empty").with("count", count)]).into());
            }
            let (all,) = fetch_one!(tx, (i64,), "SELECT COUNT(*) FROM boards WHERE brand_id = $1", admin.brand().0)?;
            if all < 2 {
                return Err(Error::invalid("remove", "board-last").into());
            }
            execute!(
                tx,
                "DELETE FROM boards WHERE brand_id = $1 AND id = $2",
                admin.brand().0,
                board.id.0
            )?;
            told(tx, admin, "board-removed", json!({ "board": board.name }), *now).await
        })
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{self, NOW};
    use crate::topics;
    use types::Lang;
    use types::members::Role;

    fn board(name: &str, view: Level) -> BoardForm {
        let part = view.max(Level::Members);
        BoardForm {
            name: name.into(),
            kinds: vec![Kind::Idea],
            levels: Levels {
                view,
                submit: part,
                reply: part,
                vote: part,
            },
            department: " R&D ".into(),
            ..BoardForm::default()
        }
    }

    async fn slugs(db: &Db, admin: &Admin) -> Vec<String> {
        arranged(db, admin).await.unwrap().into_iter().map(|b| b.slug).collect()
    }

    crate::on_both_engines! {
        async fn a_board_is_made_last_and_moved_up(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            assert_eq!(arrange(&db, &admin, board("New", Level::Anyone), NOW).await.unwrap(), "new-2");
            assert_eq!(arrange(&db, &admin, board("Lab", Level::Team), NOW).await.unwrap(), "lab");
            assert_eq!(arrange(&db, &admin, board("Lab", Level::Team), NOW).await.unwrap(), "lab-2");
            shift(&db, &admin, "lab", true).await.unwrap();
            shift(&db, &admin, "lab", true).await.unwrap();
            assert_eq!(slugs(&db, &admin).await, ["lab", "ideas", "new-2", "lab-2"]);
            let lab = &arranged(&db, &admin).await.unwrap()[0];
            assert_eq!((lab.view_level, lab.vote_level, lab.department.as_deref()), (Level::Team, Level::Team, Some("R&D")));
            assert_eq!(lab.form(), BoardForm { department: "R&D".into(), ..board("Lab", Level::Team) });
        }

        async fn a_level_looser_than_viewing_is_refused_and_cannot_be_written(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let mut loose = board("Lab", Level::Employees);
            loose.levels.vote = Level::Members;
            let error: Error = arrange(&db, &admin, loose.clone(), NOW).await.unwrap_err().into();
            assert_eq!(error, Error::invalid("vote", "level-looser"));
            let ideas = arranged(&db, &admin).await.unwrap().remove(0);
            db.write((admin.clone(), ideas, loose), |tx, (admin, ideas, loose)| Box::pin(write(tx, admin, ideas, loose))).await.unwrap();
            assert_eq!(arranged(&db, &admin).await.unwrap()[0].vote_level, Level::Employees);
        }

        async fn who_takes_conversations_out_of_sight_says_so(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let maud = testing::member(&db, &brand, "maud", Role::Member).await;
            let number = topics::propose(&db, &maud, testing::idea("A lid that pours"), Lang::En, NOW).await.unwrap();
            let narrow = board("Ideas", Level::Employees);
            let asked: Error = change(&db, &admin, "ideas", narrow.clone(), None, NOW).await.unwrap_err().into();
            assert_eq!(asked, Error::Invalid(vec![narrower(Level::Employees, 1)]));
            let asked: Error = change(&db, &admin, "ideas", narrow.clone(), Some(Level::Partners), NOW).await.unwrap_err().into();
            assert_eq!(asked.status(), 422, "sure of something else");
            let viewer = testing::viewer_of(&db, &brand, &maud).await;
            assert!(topics::read(&db, &viewer, number).await.is_ok());
            change(&db, &admin, "ideas", narrow, Some(Level::Employees), NOW).await.unwrap();
            assert!(matches!(topics::read(&db, &viewer, number).await.map_err(Error::from), Err(Error::NotFound)));
            change(&db, &admin, "ideas", board("Ideas", Level::Anyone), None, NOW).await.unwrap();
            assert!(topics::read(&db, &viewer, number).await.is_ok());
            assert_eq!(testing::logged(&db, &brand).await, ["board-changed", "board-level-changed", "board-changed", "board-level-changed"]);
        }

        async fn a_board_is_called_something_in_each_language(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let in_french = |name: &str, description: &str| BoardForm {
                names: [(Lang::Fr, name.to_owned())].into_iter().collect(),
                description: "What we try.".into(),
                descriptions: [(Lang::Fr, description.to_owned())].into_iter().collect(),
                ..board("Lab", Level::Anyone)
            };
            arrange(&db, &admin, in_french("L’atelier", "Ce que l’on essaie."), NOW).await.unwrap();
            let visitor = testing::visitor(&db, &brand).await;
            let seen = async || {
                let lab = crate::boards::list(&db, &visitor).await.unwrap().remove(1);
                (lab.names.or(Lang::Fr, &lab.name).to_owned(), lab.descriptions.of(Lang::Fr).map(str::to_owned))
            };
            assert_eq!(seen().await, ("L’atelier".into(), Some("Ce que l’on essaie.".into())));
            change(&db, &admin, "lab", board("Lab", Level::Anyone), None, NOW).await.unwrap();
            assert_eq!(seen().await.0, "L’atelier", "nobody was asked for another");
            change(&db, &admin, "lab", in_french("", " "), None, NOW).await.unwrap();
            assert_eq!(seen().await, ("Lab".into(), None));
            let long: Error = arrange(&db, &admin, in_french(&"é".repeat(61), ""), NOW).await.unwrap_err().into();
            let Error::Invalid(wrongs) = long else { panic!("{long}") };
            assert_eq!((wrongs[0].field.as_str(), wrongs[0].message.as_str()), ("board-name-fr", "board-name-long"));
        }

        async fn only_an_empty_board_that_is_not_the_last_is_removed(db: Db) {
            let brand = testing::brand(&db, "drumlin").await;
            let admin = testing::admin(&db, &brand).await;
            let refused = async |slug| Error::from(remove(&db, &admin, slug, NOW).await.unwrap_err());
            assert_eq!(refused("ideas").await, Error::invalid("remove", "board-last"));
            arrange(&db, &admin, board("Lab", Level::Team), NOW).await.unwrap();
            let maud = testing::member(&db, &brand, "maud", Role::Member).await;
            topics::propose(&db, &maud, testing::idea("A lid that pours"), Lang::En, NOW).await.unwrap();
            assert_eq!(refused("ideas").await, Error::Invalid(vec![Wrong::new("remove", "board-not-empty").with("count", 1)]));
            assert_eq!(refused("nothing").await, Error::NotFound);
            remove(&db, &admin, "lab", NOW).await.unwrap();
            assert_eq!(slugs(&db, &admin).await, ["ideas"]);
        }
    }
}
