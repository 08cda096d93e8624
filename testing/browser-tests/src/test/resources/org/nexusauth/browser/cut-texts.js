// Returns the elements whose text is cut while text has twice its size. What scrolls is not cut.
document.documentElement.style.fontSize = "200%";
const cut = [];
const width = document.documentElement.scrollWidth - window.innerWidth;
if (width > 0) {
  cut.push("the page is " + width + " px too wide");
}
for (const element of document.querySelectorAll("body *")) {
  const style = getComputedStyle(element);
  const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  const hides = /hidden|clip/.test(style.overflowX + style.overflowY);
  const forReaders = element.clientWidth < 3 || element.closest(".skip");
  // The name of the organization is in the title of the document as well.
  const isInMenu = element.closest(".menu > summary");
  if (hasText && hides && !forReaders && !isInMenu && (element.scrollWidth > element.clientWidth + 1
      || element.scrollHeight > element.clientHeight + 1)) {
    cut.push(element.outerHTML.slice(0, 200));
  }
}
document.documentElement.style.fontSize = "";
return cut;
