// What was not kept is still in the browser, one step back. Without script people go there themselves.
const back = document.querySelector("[data-back]");
if (history.length > 1) {
  back.hidden = false;
  back.addEventListener("click", () => history.back());
}
