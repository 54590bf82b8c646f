// What is better with a script; without one everything is there. Nothing is loaded, kept or sent, and nothing that the
// text says ever becomes mark-up: words are put into elements as text alone.
"use strict";

const byId = (id) => document.getElementById(id);
const shown = () => {
  const id = decodeURIComponent(location.hash.slice(1));
  return /^e\d+$/.test(id) ? byId(id) : null;
};

// -- evidence: the quotation itself opens it, Escape closes it, n and p go on -------------------------------------------

let current = [];

function follow() {
  for (const each of current) each.classList.remove("current");
  current = [];
  const panel = shown();
  if (!panel) return;
  const sign = byId("s" + panel.id.slice(1));
  const quoted = byId("q" + panel.id.slice(1));
  if (quoted) {
    quoted.classList.add("current");
    current.push(quoted);
    const box = quoted.getBoundingClientRect();
    const low = matchMedia("(min-width: 68rem)").matches ? innerHeight : innerHeight * 0.38;
    if (box.top < 60 || box.top > low - 20) quoted.scrollIntoView({ block: low === innerHeight ? "center" : "start" });
  }
  if (sign) panel.dataset.sign = sign.id;
  panel.focus({ preventScroll: true });
}

function close() {
  const panel = shown();
  if (!panel) return;
  const at = scrollY;
  location.hash = "q" + panel.id.slice(1);
  scrollTo({ top: at, behavior: "instant" });
  byId("s" + panel.id.slice(1))?.focus({ preventScroll: true });
}

addEventListener("hashchange", follow);
document.addEventListener("click", (event) => {
  if (event.target.closest(".close")) {
    event.preventDefault();
    close();
    return;
  }
  const quoted = event.target.closest(".q[id]");
  if (quoted && !event.target.closest("a") && !String(getSelection())) location.hash = "e" + quoted.id.slice(1);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
  const panel = shown();
  if (event.key === "Escape") close();
  if (event.key === "/" && byId("sought")) {
    event.preventDefault();
    byId("sought").focus();
  }
  if (panel && (event.key === "n" || event.key === "p")) {
    const to = "e" + (Number(panel.id.slice(1)) + (event.key === "n" ? 1 : -1));
    if (byId(to)) location.hash = to;
  }
});

// -- search: every paragraph is asked, the first hundred answers are listed ---------------------------------------------

const MOST = 100;
const AROUND = 44;

function folded(text) {
  // One letter for each letter, so that a place in the one is a place in the other.
  return Array.from(text, (letter) => {
    const bare = letter.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    return bare.length === letter.length ? bare : letter;
  }).join("").replace(/[\u2018\u2019]/g, "'").replace(/[\u201c\u201d]/g, '"').replace(/\s/g, " ");
}

function answer(paragraph, at, length) {
  const text = paragraph.textContent;
  const link = document.createElement("a");
  link.href = "#" + paragraph.id;
  const mark = document.createElement("mark");
  mark.textContent = text.slice(at, at + length);
  link.append((at > AROUND ? "… " : "") + text.slice(Math.max(0, at - AROUND), at), mark, text.slice(at + length, at + length + AROUND) + " …");
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
}

function ranged(paragraph, at, length) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  const range = new Range();
  let passed = 0;
  let open = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!open && at < passed + node.length) {
      range.setStart(node, at - passed);
      open = true;
    }
    if (open && at + length <= passed + node.length) {
      range.setEnd(node, at + length - passed);
      return range;
    }
    passed += node.length;
  }
  return range;
}

function search(paragraphs, words) {
  const hits = [];
  const sought = folded(words.trim());
  if (sought.length < 2) return hits;
  for (const [paragraph, text] of paragraphs) {
    for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, at + sought.length)) {
      hits.push([paragraph, at, sought.length]);
    }
  }
  return hits;
}

function prepareSearch() {
  const box = byId("search");
  if (!box) return;
  box.hidden = false;
  const input = byId("sought");
  let paragraphs = null;
  let waiting = 0;
  const run = () => {
    paragraphs ??= Array.from(document.querySelectorAll("#prose [id^=b], #notes li[id]"), (each) => [each, folded(each.textContent)]);
    const hits = search(paragraphs, input.value);
    byId("found").replaceChildren(...hits.slice(0, MOST).map((hit) => answer(...hit)));
    const more = hits.length > MOST ? `, the first ${MOST} are listed` : "";
    byId("hits").textContent = input.value.trim().length < 2 ? "" : hits.length === 1 ? "1 place" : `${hits.length} places${more}`;
    if (globalThis.Highlight && CSS.highlights) {
      CSS.highlights.set("sought", new Highlight(...hits.slice(0, 1000).map((hit) => ranged(...hit))));
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 120);
  });
}

document.documentElement.classList.add("scripted");
prepareSearch();
follow();
