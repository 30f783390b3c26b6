// Starts the islands of a member's page: loads the module, hydrates each island in the order of the page.
const { module: url, wasm } = document.querySelector("script[data-wasm]").dataset;
const bytes = fetch(wasm);
const module = await import(url);
await module.default({ module_or_path: bytes });
module.hydrate();
for (const island of document.querySelectorAll("leptos-island")) {
  const wake = module[island.dataset.component];
  if (!wake) throw new Error(`This page and its module are of different builds: no island ${island.dataset.component}`);
  await wake(island);
}
document.documentElement.dataset.ready = "";
