
"use strict";
// Without this script the report is complete; it adds sorting, filtering, and what a reader of the screen should hear.
const order = new Intl.Collator("en", { numeric: true });

function sort(table, column, header) {
  const down = header.getAttribute("aria-sort") === "ascending";
  for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", down ? "descending" : "ascending");
  const body = table.tBodies[0];
  const rows = Array.from(body.rows, row => ({ row, key: row.cells[column].textContent }));
  rows.sort((one, other) => order.compare(one.key, other.key) * (down ? -1 : 1));
  body.append(...rows.map(pair => pair.row));
}

function makeSortable(table) {
  table.classList.add("sortable");
  Array.from(table.tHead.rows[0].cells).forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = header.textContent;
    button.addEventListener("click", () => sort(table, column, header));
    header.replaceChildren(button);
  });
}

function makeFilter(table) {
  const box = document.createElement("div");
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("span");
  const rows = Array.from(table.tBodies[0].rows);
  box.className = "filter";
  input.type = "search";
  input.id = "filter-" + document.querySelectorAll(".filter").length;
  label.htmlFor = input.id;
  label.textContent = "Filter: " + table.caption.textContent;
  count.setAttribute("role", "status");
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !row.textContent.toLowerCase().includes(wanted);
      if (!row.hidden) shown += 1;
    }
    count.textContent = wanted ? shown + " of " + rows.length : "";
  });
  box.append(label, input, count);
  table.before(box);
}

// A table is furnished when its page is looked at first: there may be hundreds.
function furnish(page) {
  for (const table of page.querySelectorAll("table:not(.sortable)")) {
    const rows = table.tBodies[0].rows.length;
    if (rows > 1) makeSortable(table);
    if (rows > 5) makeFilter(table);
  }
}

function show(moved) {
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  const page = target?.closest(".page") ?? document.getElementById("overview");
  furnish(page);
  for (const link of document.querySelectorAll("nav a")) {
    if (link.hash === "#" + page.id) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  const title = page.querySelector("h2");
  document.title = title.textContent + " \u2013 " + document.querySelector("h1").textContent;
  if (!moved) return;
  if (target === page || target === null) {
    title.focus({ preventScroll: true });
    scrollTo(0, 0);
  } else {
    target.scrollIntoView();
  }
}

addEventListener("hashchange", () => show(true));
addEventListener("DOMContentLoaded", () => show(false));
