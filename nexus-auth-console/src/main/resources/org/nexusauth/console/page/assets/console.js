"use strict";
// Enhancements. Every page works without them.

/* A page that shows a key once: copies it, asks before it is left, and forgets it when it is. */
function setUpReveal(page) {
  const secrets = () => page.querySelectorAll("[data-secret]");
  let asks = true;
  page.querySelectorAll("[data-select]").forEach((element) => {
    element.addEventListener("focus", () => selectText(element));
  });
  page.querySelectorAll("[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => copyText(page, button));
  });
  page.querySelectorAll("[data-stored]").forEach((link) => {
    link.addEventListener("click", () => { asks = false; });
  });
  page.querySelectorAll("form[data-download]").forEach((form) => {
    // A download is no leaving, although browsers announce it as one.
    form.addEventListener("submit", () => {
      const before = asks;
      asks = false;
      setTimeout(() => { asks = before; }, 1000);
    });
  });
  window.addEventListener("beforeunload", (event) => {
    if (asks) {
      asks = false;
      event.preventDefault();
    }
  });
  window.addEventListener("pagehide", () => secrets().forEach(removeText));
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      page.querySelector("[data-gone]").hidden = false;
      page.querySelector("[data-shown]").hidden = true;
    }
  });
}

function removeText(element) {
  if ("value" in element) {
    element.value = "";
    element.defaultValue = "";
  }
  element.textContent = "";
}

function selectText(element) {
  if (typeof element.select === "function") {
    element.select();
  } else {
    window.getSelection().selectAllChildren(element);
  }
}

function copyText(page, button) {
  const source = document.getElementById(button.dataset.copy);
  const say = (text) => { page.querySelector("[data-copied]").textContent = text; };
  const text = "value" in source ? source.value : source.textContent;
  const fallback = () => {
    selectText(source);
    say(document.execCommand("copy") ? "Copied" : "It is selected: copy it with Ctrl+C.");
  };
  say("");
  if (navigator.clipboard) {
    navigator.clipboard.writeText(text).then(() => say("Copied"), fallback);
  } else {
    fallback();
  }
}

/* A part that is queried again and again: not by a page whose session has ended. */
function setUpPolling(element) {
  element.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status >= 500) {
      return; // The server may answer again.
    }
    const still = element.cloneNode(true);
    Array.from(still.attributes)
      .filter((attribute) => attribute.name.startsWith("hx-"))
      .forEach((attribute) => still.removeAttribute(attribute.name));
    still.textContent = "This page no longer waits for its first use: sign in again.";
    element.replaceWith(still);
  });
}

/* A field that belongs to one of several choices chooses it when it is filled. */
function setUpChoosing(field) {
  field.addEventListener("input", () => {
    const choice = field.form.querySelector(
      `[name="${field.dataset.chooses}"][value="${field.dataset.choice}"]`);
    if (field.value !== "") {
      choice.checked = true;
    }
  });
}

document.querySelectorAll("[data-poll]").forEach(setUpPolling);
document.querySelectorAll("[data-chooses]").forEach(setUpChoosing);
document.querySelectorAll("[data-reveal]").forEach(setUpReveal);

/* A menu: closes on Escape, when the focus leaves it, and on a click elsewhere. */
function setUpMenu(menu) {
  const close = () => { menu.open = false; };
  menu.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      close();
      menu.querySelector("summary").focus();
    }
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) {
      close();
    }
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) {
      close();
    }
  });
}

document.querySelectorAll("[data-menu]").forEach(setUpMenu);

/* The navigation of narrow screens does not stay open when there is room for it beside the page. */
function closeWhenWide(navigation) {
  window.matchMedia("(max-width: 48rem)").addEventListener("change", () => {
    if (navigation.matches(":popover-open")) {
      navigation.hidePopover();
    }
  });
}

if ("popover" in HTMLElement.prototype) {
  document.querySelectorAll("nav[popover]").forEach(closeWhenWide);
}

/* A form is sent once, also when its button is pressed twice. */
function sendOnce(event) {
  const form = event.target;
  const now = Date.now();
  if (form.method !== "post" || "download" in form.dataset || event.defaultPrevented) {
    return;
  }
  if (now - Number(form.dataset.sentAt || 0) < 3000) {
    event.preventDefault();
  } else {
    form.dataset.sentAt = String(now);
  }
}

document.addEventListener("submit", sendOnce);

/* What went wrong with a form is where the keyboard and the screen reader go first. */
document.querySelectorAll("[data-focus]").forEach((element) => element.focus());
