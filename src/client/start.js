// The end of the client's script: once the script has run, loads the module and hydrates each island in the order of the page.
(async () => {
  const script = document.querySelector("script[data-wasm]");
  const client = await import(script.src);
  await client.default({ module_or_path: fetch(script.dataset.wasm) });
  client.hydrate();
  for (const island of document.querySelectorAll("leptos-island")) {
    const wake = client[island.dataset.component];
    if (!wake) throw new Error(`This page and its module are of different builds: no island ${island.dataset.component}`);
    await wake(island);
  }
  document.documentElement.dataset.ready = "";
})();
