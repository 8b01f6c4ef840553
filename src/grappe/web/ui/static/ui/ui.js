// What plain HTML cannot do; every page works without it.

// A filter answers at once when a choice changes, where htmx is there to answer.
document.addEventListener("htmx:afterSwap", (event) => {
  const heading = event.target.querySelector("[data-announce]");
  const region = document.getElementById("announcements");
  if (heading && region) region.textContent = heading.textContent;
});
