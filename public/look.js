// The settings of a brand's look: what is chosen is worn by the preview at once. Without it the button "Preview" does the same.
const wear = (scheme, token, value) => {
  for (const one of document.querySelectorAll(scheme ? `[data-brand="preview-${scheme}"]` : ".wearing")) {
    one.style.setProperty(`--${token}`, value);
  }
};
for (const text of document.querySelectorAll("input[data-scheme]")) {
  const picker = document.getElementById(`${text.id}-picked`);
  const { scheme, token } = text.dataset;
  picker.addEventListener("input", () => {
    text.value = picker.value;
    wear(scheme, token, picker.value);
  });
  text.addEventListener("input", () => {
    if (!/^#[0-9a-f]{6}$/i.test(text.value)) return;
    picker.value = text.value;
    wear(scheme, token, text.value);
  });
}
for (const choice of document.querySelectorAll("input[data-value]")) {
  choice.addEventListener("change", () => wear("", choice.dataset.token, choice.dataset.value));
}
