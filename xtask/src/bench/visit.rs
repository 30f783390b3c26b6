//! What a browser with an empty cache loads for one page.

use super::http::{Connection, get};
use anyhow::{Result, bail};
use std::collections::BTreeSet;

/// Each address of a first visit with its bytes on the wire, heads included; the page comes first.
pub fn first_visit(port: u16, page: &str, cookies: &str) -> Result<Vec<(String, usize)>> {
    let mut connection = Connection::open(port)?;
    let mut sizes = vec![(page.to_owned(), fetched(&mut connection, page, cookies, "br")?)];
    fetched(&mut connection, page, cookies, "identity")?;
    let mut waiting: Vec<String> = linked(&String::from_utf8_lossy(&connection.body)).into_iter().collect();
    while let Some(address) = waiting.pop() {
        if sizes.iter().any(|(known, _)| *known == address) {
            continue;
        }
        fetched(&mut connection, &address, cookies, "identity")?;
        if connection.header("content-type").is_some_and(|kind| kind.starts_with("text/css")) {
            waiting.extend(urls(&String::from_utf8_lossy(&connection.body)));
        }
        let size = fetched(&mut connection, &address, cookies, "br")?;
        sizes.push((address, size));
    }
    Ok(sizes)
}

fn fetched(connection: &mut Connection, address: &str, cookies: &str, encoding: &str) -> Result<usize> {
    let answer = connection.ask(&get(address, cookies, encoding))?;
    match answer.status {
        200 => Ok(answer.size),
        status => bail!("{address} answered {status}"),
    }
}

/// What a page makes a browser load, from this server: style sheets, icons, scripts, pictures,
/// what it asks to have early, and any embedded file that its inline scripts name.
fn linked(html: &str) -> BTreeSet<String> {
    let tags = html.split('<').filter_map(|rest| rest.split('>').next());
    let from_tags = tags.filter_map(loaded).map(str::to_owned);
    let quoted = html
        .split(['"', '\''])
        .filter(|text| text.starts_with("/assets/"))
        .map(str::to_owned);
    from_tags.chain(quoted).filter_map(|address| local(&address)).collect()
}

fn loaded(tag: &str) -> Option<&str> {
    const RELATIONS: [&str; 5] = ["stylesheet", "icon", "preload", "modulepreload", "manifest"];
    match tag.split_whitespace().next()? {
        "link" => {
            let relation = attribute(tag, "rel")?;
            let loads = relation.split(' ').any(|word| RELATIONS.contains(&word));
            attribute(tag, "href").filter(|_| loads)
        }
        "use" => attribute(tag, "href"),
        "script" | "img" | "source" => attribute(tag, "src"),
        _ => None,
    }
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next()
}

fn urls(css: &str) -> impl Iterator<Item = String> {
    let written = css.split("url(").skip(1).filter_map(|rest| rest.split(')').next());
    written.filter_map(|url| local(url.trim_matches(['"', '\''])))
}

/// The address without its fragment, if it is one of this server.
fn local(address: &str) -> Option<String> {
    let whole = address.split('#').next()?;
    let here = whole.starts_with('/') && !whole.starts_with("//");
    here.then(|| whole.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_loads_is_found() {
        let html = r##"<link rel="stylesheet" href="/assets/a.css"><link rel="canonical" href="/b/x">
            <link rel="icon" href="/assets/f.svg" type="image/svg+xml"><svg><use href="/assets/i.svg#vote"></use></svg>
            <a href="/sign-in">Sign in</a><img src="/b/x/logo?a=1&amp;b=2" alt=""><script src="https://e.org/x.js"></script>
            <script type="module">import("/assets/p.js")</script>"##;
        let found: Vec<_> = linked(html).into_iter().collect();
        assert_eq!(
            found,
            [
                "/assets/a.css",
                "/assets/f.svg",
                "/assets/i.svg",
                "/assets/p.js",
                "/b/x/logo?a=1&b=2"
            ]
        );
    }

    #[test]
    fn what_a_style_sheet_loads_is_found() {
        let css = "a{src:url(\"/assets/x.woff2\")}b{c:url(data:x)}d{e:url(/f.png)}";
        assert_eq!(urls(css).collect::<Vec<_>>(), ["/assets/x.woff2", "/f.png"]);
    }
}
