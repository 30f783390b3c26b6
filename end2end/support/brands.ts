/** The two brands of the demo, and what the tests know of each. */

export interface Brand {
  slug: string;
  name: string;
  /** Where its space is. */
  home: string;
  /** What a browser of its people asks for. */
  locale: string;
  /** A member of long standing, who may post without waiting. */
  member: string;
  /** A filter that finds nothing. */
  empty: string;
  /** A topic with an answer and replies. */
  topic: string;
}

export const PASSWORD = "parvis-demo-2026";

/** Who runs the installation. */
export const OPERATOR = "operator@parvis.example";

export const drumlin: Brand = {
  slug: "drumlin",
  name: "Drumlin",
  home: "/b/drumlin",
  locale: "en-GB",
  member: "isla@drumlin.example",
  empty: "/b/drumlin/topics?board=bothy&kind=question",
  topic: "/b/drumlin/t/1",
};

export const orsel: Brand = {
  slug: "orsel",
  name: "Orsel",
  home: "/b/orsel",
  locale: "fr-FR",
  member: "maud@orsel.example",
  empty: "/b/orsel/topics?board=table&kind=question",
  topic: "/b/orsel/t/1",
};

export const brands = [drumlin, orsel];
