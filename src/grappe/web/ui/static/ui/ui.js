// What plain HTML cannot do; every page works without it.

// A list that htmx has replaced says its new count to those who do not see it.
document.addEventListener("htmx:afterSwap", () => {
  const heading = document.querySelector("[data-announce]");
  const region = document.getElementById("announcements");
  if (heading && region) region.textContent = heading.textContent;
});
