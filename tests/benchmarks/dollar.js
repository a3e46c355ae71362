// All that folium's popups ask of jQuery: an element from a piece of HTML.
window.$ = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return [...template.content.childNodes];
};
