(function () {
  "use strict";
  var root = document.documentElement, main = document.querySelector("main");
  var tools = document.querySelector(".tools");
  tools.hidden = false;

  // Light, dark, or as the system says.
  var theme = document.getElementById("theme"), themes = ["auto", "light", "dark"];
  function kept() { try { return localStorage.getItem("cxrules-theme"); } catch (none) { return null; } }
  function dress(name) {
    if (name === "auto") { root.removeAttribute("data-theme"); } else { root.setAttribute("data-theme", name); }
    theme.textContent = theme.dataset.name + ": " + theme.dataset[name];
    theme.value = name;
    try { localStorage.setItem("cxrules-theme", name); } catch (none) { return; }
  }
  dress(themes.indexOf(kept()) > 0 ? kept() : "auto");
  theme.addEventListener("click", function () { dress(themes[(themes.indexOf(theme.value) + 1) % 3]); });

  // Open what a link leads into.
  function reveal(id) {
    var found = id && document.getElementById(id);
    for (var each = found; each && each !== main; each = each.parentElement) {
      if (each.tagName === "DETAILS") { each.open = true; }
    }
    if (found) { found.scrollIntoView(); }
  }
  function named() { try { return decodeURIComponent(location.hash.slice(1)); } catch (none) { return ""; } }
  function fold(open) {
    main.querySelectorAll("details.part, details.fold").forEach(function (each) {
      each.open = open && !each.classList.contains("steps") && !each.classList.contains("table");
    });
  }
  // A long list of parts is easier to choose from when they are shut.
  main.querySelectorAll("section").forEach(function (section) {
    var parts = section.querySelectorAll(":scope > details.part");
    if (parts.length > 6) { parts.forEach(function (each) { each.open = false; }); }
  });
  var list = document.querySelector(".contents details");
  if (window.matchMedia("(max-width: 60rem)").matches) { list.open = false; }
  window.addEventListener("hashchange", function () { reveal(named()); });
  if (location.hash) { reveal(named()); }
  document.getElementById("open-all").addEventListener("click", function () { fold(true); });
  document.getElementById("close-all").addEventListener("click", function () { fold(false); });
  var before = [];
  window.addEventListener("beforeprint", function () {
    before = Array.prototype.map.call(main.querySelectorAll("details"), function (each) { return [each, each.open]; });
    before.forEach(function (pair) { pair[0].open = true; });
  });
  window.addEventListener("afterprint", function () { before.forEach(function (pair) { pair[0].open = pair[1]; }); });

  // Search: leaves that hold all words stay, and so do the parts around them.
  var field = document.getElementById("search"), told = document.getElementById("found");
  var leaves = Array.prototype.slice.call(main.querySelectorAll(
    "tbody tr, ul.said > li, main p, dl.facts > div, figure, ul.why.first > li, .figures li, .verdict"));
  var texts = null, shut = null, waiting = 0;
  function search() {
    var words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    texts = texts || leaves.map(function (each) { return each.textContent.toLowerCase(); });
    var all = main.querySelectorAll("section, details, table, ul.said, dl.facts, h4, .scroll");
    all.forEach(function (each) { each.classList.remove("no"); });
    if (!words.length) {
      leaves.forEach(function (each) { each.classList.remove("no"); });
      if (shut) { shut.forEach(function (pair) { pair[0].open = pair[1]; }); shut = null; }
      told.textContent = "";
      return;
    }
    shut = shut || Array.prototype.map.call(main.querySelectorAll("details"), function (each) { return [each, each.open]; });
    var count = 0;
    function holds(text) { return words.every(function (word) { return text.indexOf(word) >= 0; }); }
    leaves.forEach(function (each, at) {
      var heading = each.closest("details.part");
      var title = heading ? heading.querySelector("summary").textContent.toLowerCase() : "";
      var hit = holds(texts[at]) || (title && holds(title) && !each.closest("details.fold"));
      each.classList.toggle("no", !hit);
      if (hit) { count += 1; }
    });
    main.querySelectorAll("section, details, table, ul.said, dl.facts").forEach(function (each) {
      var some = leaves.some(function (leaf) { return !leaf.classList.contains("no") && each.contains(leaf); });
      each.classList.toggle("no", !some);
      if (some && each.tagName === "DETAILS") { each.open = true; }
    });
    main.querySelectorAll("h4").forEach(function (each) {
      var next = each.nextElementSibling;
      each.classList.toggle("no", !next || next.classList.contains("no"));
    });
    told.textContent = count ? count + " " + told.dataset.found : told.dataset.none;
  }
  field.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(search, 120); });
  field.addEventListener("keydown", function (event) { if (event.key === "Escape") { field.value = ""; search(); } });
})();
