//! `parvis brand`

use super::{Place, lang, open, settings, told};
use clap::Subcommand;
use community::brands::export::{self, Pieces};
use community::brands::{self, NewBrand};
use community::operator::brands::{self as desk, NewSpace};
use community::{Db, who};
use std::io::Write;
use std::path::{Path, PathBuf};
use types::{Instant, Lang};

/// `parvis brand`
#[derive(Subcommand, Debug)]
pub enum BrandCommand {
    /// Make a brand with house rules and one board, and open it to everybody
    Create {
        /// What stands in its addresses: lower-case letters, digits and hyphens
        slug: String,
        /// Its name
        #[arg(long)]
        name: String,
        /// One sentence that says what it is
        #[arg(long, default_value = "")]
        tagline: String,
        /// Languages, the first is the default
        #[arg(long, default_value = "en", value_delimiter = ',', value_parser = lang)]
        languages: Vec<Lang>,
        /// Its time zone, as in Europe/Paris
        #[arg(long, default_value = "UTC")]
        time_zone: String,
        /// Its own host name, as in community.example.org; without it the space is at /b/SLUG
        #[arg(long)]
        host: Option<String>,
        /// The mail address of who will run it: an invitation goes there, in the brand's first language, with the next `serve`
        #[arg(long, value_name = "ADDRESS")]
        admin: Option<String>,
        /// Let only its members see it until an admin opens it
        #[arg(long)]
        closed: bool,
    },
    /// List the brands: slug, state, address, name
    List,
    /// Write everything of a brand into a file, as JSON: what is hidden and private too, but no mail addresses
    Export {
        /// The brand's slug
        slug: String,
        /// The file to write; it must not be there yet
        file: PathBuf,
    },
}

/// `parvis brand`
pub async fn brand(place: Place, command: BrandCommand) -> Result<(), String> {
    let db = open(&place).await?;
    match command {
        BrandCommand::List => list(&place, &db).await?,
        BrandCommand::Export { slug, file } => export(&db, &slug, &file).await?,
        BrandCommand::Create {
            slug,
            name,
            tagline,
            languages,
            time_zone,
            host,
            admin,
            closed,
        } => {
            let language = languages.first().copied().unwrap_or(Lang::En);
            let brand = NewBrand {
                slug,
                name,
                tagline,
                languages,
                time_zone,
                open: !closed,
                ..NewBrand::default()
            };
            let admin = admin.map(|address| (address, language));
            create(&place, &db, NewSpace { brand, host, admin }).await?;
        }
    }
    db.close().await;
    Ok(())
}

async fn create(place: &Place, db: &Db, space: NewSpace) -> Result<(), String> {
    let settings = settings(place, "127.0.0.1:3000")?;
    let (open, admin) = (space.brand.open, space.admin.clone());
    let brand = desk::create(db, who::system(), space, &settings, Instant::now())
        .await
        .map_err(told)?;
    let address = settings.link(&brand, "/");
    if open {
        println!("{} is open at {address}", brand.name);
    } else {
        println!("{} is at {address}, for its members only until an admin opens it", brand.name);
    }
    if let Some((address, _)) = admin {
        println!("{address} is invited to run it; the mail leaves as soon as `parvis serve` runs");
    }
    Ok(())
}

async fn list(place: &Place, db: &Db) -> Result<(), String> {
    let settings = settings(place, "127.0.0.1:3000")?;
    for brand in desk::all(db, who::system()).await.map_err(told)? {
        let state = match (brand.closes, brand.opened) {
            (Some(_), _) => "closing",
            (None, Some(_)) => "open",
            (None, None) => "members only",
        };
        println!("{}\t{state}\t{}\t{}", brand.slug, settings.link(&brand, "/"), brand.name);
    }
    Ok(())
}

async fn export(db: &Db, slug: &str, file: &Path) -> Result<(), String> {
    let brand = brands::by_slug(db, slug).await.map_err(|_| format!("no brand is called {slug}"))?;
    let mut out = create_new(file).map_err(|e| format!("{} cannot be made: {e}", file.display()))?;
    let done = match export::for_command(db, who::system(), &brand, Instant::now()).await {
        Ok(pieces) => write(pieces, &mut out).await,
        Err(failure) => Err(told(failure)),
    };
    if let Err(said) = done {
        let _ = std::fs::remove_file(file);
        return Err(format!("{} was not finished: {said}", file.display()));
    }
    println!("Everything of {} is in {}", brand.name, file.display());
    Ok(())
}

/// A file that was not there, for its owner only.
fn create_new(file: &Path) -> std::io::Result<std::fs::File> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

async fn write(mut pieces: Pieces, out: &mut std::fs::File) -> Result<(), String> {
    while let Some(piece) = pieces.recv().await {
        out.write_all(&piece.map_err(told)?).map_err(|e| e.to_string())?;
    }
    out.sync_all().map_err(|e| e.to_string())
}
